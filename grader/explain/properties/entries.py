# ruff: noqa: E501 (a sentence in two languages)
"""Of a result with axes the entries that are right, and those that are wrong."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both, close

_Side = tuple[list[torch.Tensor], str, str, str]
"""Of every base which entries are on it; an id, and how it is called in both languages."""


def wrong_entries(both: Both) -> Named | None:
    """An end of an axis, or the side of an argument of labels or flags, where entries are wrong
    (or right) while all others are not."""
    if len(both.signature.returns) != 1 or both.signature.scalar:
        return None
    wrong: list[torch.Tensor] = []
    for pair in both.at_bases:
        if pair.got is None or pair.right is None or pair.got[0].shape != pair.right[0].shape:
            return None
        got, right = pair.got[0], pair.right[0]
        size = 1e-6 * (float(right.abs().nan_to_num().max()) + 1e-6)
        wrong.append(~torch.isclose(got, right, rtol=1e-6, atol=size, equal_nan=True))
    if not any(bool(w.any()) for w in wrong) or all(bool(w.all()) for w in wrong):
        return None
    for sides, id_, en, zh in _sides(both):
        if all(torch.equal(w, side) for w, side in zip(wrong, sides, strict=True)):
            return Named(f"wrong-at-{id_}", Text(
                f"Only these entries of your result are wrong: {en}.",
                f"你的结果里只有这些元素不对：{zh}。"))  # fmt: skip
        if all(torch.equal(~w, side) for w, side in zip(wrong, sides, strict=True)):
            return Named(f"right-at-{id_}", Text(
                f"Only these entries of your result are right: {en}.",
                f"你的结果里只有这些元素是对的：{zh}。"))  # fmt: skip
    return None


def same_along(both: Both) -> Named | None:
    """An axis along which all entries of the learner's result are equal, and those of the right
    one are not."""
    for place, result in enumerate(both.signature.returns):
        for axis, dim in enumerate(result.shape):
            seen: list[tuple[bool, bool]] = []
            for pair in both.at_bases:
                if pair.got is None or pair.right is None or len(pair.got) <= place:
                    return None
                got, right = pair.got[place], pair.right[place]
                if got.shape != right.shape or got.dim() <= axis or got.shape[axis] < 2:
                    return None
                seen.append((_is_same(got, axis), _is_same(right, axis)))
            if all(one for one, _ in seen) and not all(other for _, other in seen):
                en, zh = both.called(place)
                return Named(f"same-along-{dim}", Text(
                    f"Along {dim} all entries of your {en} are equal. Those of the right one are not.",
                    f"沿维度 {dim}，你的{zh}各元素都相等，正确的则不全相等。"))  # fmt: skip
    return None


def _is_same(value: torch.Tensor, axis: int) -> bool:
    first = value.select(axis, 0).unsqueeze(axis)
    return close(value, first.expand_as(value))


def _sides(both: Both) -> Iterator[_Side]:
    shape = both.signature.returns[0].shape
    shapes = [pair.right[0].shape for pair in both.at_bases if pair.right is not None]
    for axis, dim in enumerate(shape):
        for end, en, zh in (("first", "the first", "第一个"), ("last", "the last", "最后一个")):
            yield ([_at(one, axis, end) for one in shapes], f"{end}-along-{dim}",
                   f"{en} along {dim}", f"沿 {dim} 的{zh}")  # fmt: skip
    for argument in both.tensors:
        of = argument.shape
        if not of or of != shape[: len(of)]:
            continue
        values = [base[argument.name].double() for base in both.bases]
        spread = [
            value.reshape(*value.shape, *[1] * (len(one) - value.dim())).expand(one)
            for value, one in zip(values, shapes, strict=True)
        ]
        name = argument.name
        if argument.kind in ("binary", "one-hot", "flags", "mask"):
            tests = (("0", "is 0 (false)", "为 0（false）"), ("1", "is 1 (true)", "为 1（true）"))
            for number, (id_, en, zh) in enumerate(tests):
                yield ([s == number for s in spread], f"{name}-{id_}",
                       f"those where `{name}` {en}", f"`{name}` {zh}处")  # fmt: skip
        elif argument.dtype == "float":
            yield ([s > 0 for s in spread], f"{name}-positive",
                   f"those where `{name}` is positive", f"`{name}` 为正处")  # fmt: skip
            yield ([s < 0 for s in spread], f"{name}-negative",
                   f"those where `{name}` is negative", f"`{name}` 为负处")  # fmt: skip


def _at(shape: torch.Size, axis: int, end: str) -> torch.Tensor:
    found = torch.zeros(shape, dtype=torch.bool)
    found.select(axis, 0 if end == "first" else shape[axis] - 1).fill_(True)
    return found
