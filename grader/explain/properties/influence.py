# ruff: noqa: E501 (a sentence in two languages)
"""Which entries of an argument change which entries of the result, of both functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch

from exercises.signature import Argument
from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both
from grader.inputs import Inputs

#: Entries of one argument that are moved, at most.
_ENTRIES = 64
_Change = Callable[[torch.Tensor], torch.Tensor]
_SHRUNK: tuple[_Change, ...] = (lambda v: 0.8 * v, lambda v: 0.9 * v)
#: The kinds of whole numbers of which any may take another's place.
_NUMBERED = ("class-ids", "timesteps")
#: Ways to move an entry that keep to what its kind is promised to be.
_MOVES: dict[str, tuple[_Change, ...]] = {
    "chances": (*_SHRUNK, lambda v: 1 - v),
    "probabilities": _SHRUNK,
    "log-likelihoods": _SHRUNK,
    "positive": _SHRUNK,
    "not-negative": (lambda v: v + 0.3, lambda v: v + 0.7),
    "boxes": (lambda v: v + 0.01, lambda v: v - 0.01),
    "binary": (lambda v: 1 - v,),
    "signs": (torch.neg,),
}
_ANY_REAL: tuple[_Change, ...] = (lambda v: v + 0.7, lambda v: v - 0.7)


class _Influence(NamedTuple):
    """[entries of the argument, entries of the result]: whether the one changes the other."""

    argument: Argument
    result: int
    """Which of the results."""
    got: torch.Tensor
    right: torch.Tensor


def _influences(both: Both) -> list[_Influence]:
    """Of every argument whose entries can be moved; measured once, where all can be had."""
    if "influence" not in both.kept:
        both.kept["influence"] = _measured(both)
    found: list[_Influence] = both.kept["influence"]
    return found


def _measured(both: Both) -> list[_Influence]:
    values, pair = both.bases[0], both.at_bases[0]
    if pair.got is None or pair.right is None or len(pair.got) != len(pair.right):
        return []
    places = [
        place
        for place, (got, right) in enumerate(zip(pair.got, pair.right, strict=True))
        if got.shape == right.shape and 0 < right.numel() <= _ENTRIES
    ]
    found = []
    for argument in both.tensors if places else []:
        moves = _moves(both, argument)
        if moves and 0 < values[argument.name].numel() <= _ENTRIES:
            found += _of(both, values, argument, moves, places)
    return found


def _moves(both: Both, argument: Argument) -> tuple[_Change, ...]:
    """Ways to change an entry of an argument; none where its entries hang together."""
    if argument.kind in _NUMBERED:
        of = both.size_of(argument)
        return (lambda v: (v + 1) % of,) if of > 1 else ()
    if argument.dtype != "float" or argument.kind in ("one-hot", "unit-vectors"):
        return ()
    return _MOVES.get(argument.kind, _ANY_REAL)


def _of(
    both: Both, values: Inputs, argument: Argument, moves: tuple[_Change, ...], places: list[int]
) -> list[_Influence]:
    value, pair = values[argument.name], both.at_bases[0]
    asked = []
    for index in range(value.numel()):
        for move in moves:
            moved = value.clone()
            moved.view(-1)[index] = move(moved.view(-1)[index])
            asked.append(({**values, argument.name: moved}, both.init))
    pairs = both.ask(asked)
    found = []
    for place in places:
        changed = []
        for before, after in (
            (pair.got, [p.got for p in pairs]), (pair.right, [p.right for p in pairs])
        ):  # fmt: skip
            assert before is not None
            was = before[place]
            rows = [r[place] for r in after if r is not None and r[place].shape == was.shape]
            if len(rows) < len(asked):
                break
            apart = (torch.stack(rows) - was).abs().reshape(value.numel(), len(moves), -1)
            size = 1e-9 * (float(was.abs().nan_to_num().max()) + 1e-3)
            changed.append((apart > size).any(1))
        if len(changed) == 2:
            found.append(_Influence(argument, place, *changed))
    return found


# -- results with axes: along which does one entry reach another? --------------------------------

_WORDS = {
    0: Text("the one in the same place", "同一位置的元素"),
    -1: Text("earlier ones", "在它之前的元素"),
    1: Text("later ones", "在它之后的元素"),
}
_ALL = Text("all of them", "全部元素")


def along(both: Both) -> Named | None:
    """Along an axis that argument and result share: whether an entry depends on its own place
    only, or on earlier and later ones too."""
    for influence in _influences(both):
        argument, right = influence.argument, both.at_bases[0].right
        assert right is not None
        result, shape = both.signature.returns[influence.result], right[influence.result].shape
        entries = _indices(both.bases[0][argument.name].shape)
        places = _indices(shape) if shape else torch.zeros(1, 0)
        for dim in dict.fromkeys(argument.shape):
            if not argument.shape.count(dim) == result.shape.count(dim) == 1:
                continue
            own, there = argument.shape.index(dim), result.shape.index(dim)
            order = (entries[:, own, None] - places[None, :, there]).sign()
            got = set(order[influence.got].tolist())
            want = set(order[influence.right].tolist())
            if got and want and got != want:
                return _reaches(both, influence.result, str(dim), argument.name, got, want)
    return None


def _reaches(both: Both, result: int, dim: str, name: str, got: set[int], want: set[int]) -> Named:
    called, called_zh = both.called(result)
    return Named(f"reach-along-{dim}", Text(
        f"Along {dim}, an entry of your {called} depends on these entries of `{name}`: "
        f"{_listed(got, 'en')}. An entry of the right one depends on {_listed(want, 'en')}.",
        f"沿维度 {dim}，你的{called_zh}的每个元素取决于 `{name}` 中{_listed(got, 'zh')}；"
        f"正确结果的每个元素取决于{_listed(want, 'zh')}。"))  # fmt: skip


def _listed(places: set[int], lang: str) -> str:
    if len(places) == len(_WORDS):
        return _ALL.in_(lang)
    said = [word.in_(lang) for place, word in _WORDS.items() if place in places]
    return ("、" if lang == "zh" else " and ").join(said)


def _indices(shape: torch.Size) -> torch.Tensor:
    """[entries, axes]: where each entry stands, in row-major order."""
    grid = torch.meshgrid(*(torch.arange(size) for size in shape), indexing="ij")
    return torch.stack([axis.flatten() for axis in grid], dim=1)


# -- a single number: which entries count at all? ------------------------------------------------


def entries(both: Both) -> Named | None:
    """Entries of an argument that count for one of the two results only."""
    for influence in _influences(both):
        if both.signature.returns[influence.result].shape or not influence.argument.shape:
            continue  # of one number it is said already that it is not used
        name, got, right = influence.argument.name, influence.got[:, 0], influence.right[:, 0]
        called, called_zh = both.called(influence.result)
        if bool((got & ~right).any()):
            en, zh = _which(both, influence.argument, got & ~right, right)
            return Named(f"{name}-counts-too-much", Text(
                f"Entries of `{name}` change your {called} that have no influence on the right one: "
                f"{en}.",
                f"`{name}` 中有些元素会改变你的{called_zh}，对正确的结果却没有影响：{zh}。"))  # fmt: skip
        if bool((right & ~got).any()):
            en, zh = _which(both, influence.argument, right & ~got, got)
            return Named(f"{name}-left-out", Text(
                f"Entries of `{name}` have no influence on your {called}, but change the right one: "
                f"{en}.",
                f"`{name}` 中有些元素对你的{called_zh}没有影响，却会改变正确的结果：{zh}。"))  # fmt: skip
    return None


def _which(
    both: Both, argument: Argument, only: torch.Tensor, others: torch.Tensor
) -> tuple[str, str]:
    """What the entries have in common that those that count for both have not: a mask, an end of
    an axis; else one of them."""
    values = both.bases[0]
    shape = values[argument.name].shape
    for mask in both.tensors:
        value = values[mask.name]
        if mask.dtype != "bool" or value.shape != shape[: value.dim()]:
            continue
        spread = value.reshape(*value.shape, *[1] * (len(shape) - value.dim())).expand(shape)
        for side in (False, True):
            here = spread.flatten() == side
            if bool(here[only].all()) and not bool(here[others].any()):
                said = str(side).lower()
                return f"those where `{mask.name}` is {said}", f"`{mask.name}` 为 {said} 处"
    places = _indices(shape)
    for axis, dim in enumerate(argument.shape):
        for at, en, zh in ((0, "first", "第一个"), (shape[axis] - 1, "last", "最后一个")):
            # along the first axis of several stand samples, which have no order
            if (
                (axis or len(shape) == 1)
                and shape[axis] > 1
                and torch.equal(only, places[:, axis] == at)
            ):
                return f"the {en} along {dim}", f"沿 {dim} 的{zh}"
    at = places[int(only.nonzero()[0, 0])].tolist()
    shown = f"`{argument.name}[{', '.join(map(str, at))}]`"
    return f"for instance {shown}", f"例如 {shown}"
