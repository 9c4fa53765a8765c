# ruff: noqa: E501 (a sentence in two languages)
"""How the learner's numbers follow from the right ones, and what holds of the right ones alone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, NamedTuple

import torch

from exercises.signature import Argument
from exercises.texts import Text
from grader import inputs
from grader.calls import as_one
from grader.explain import borne_out
from grader.explain.ideas import Named
from grader.explain.properties.both import Both, Pair, close
from grader.failure import figure
from grader.inputs import Inputs

#: A factor or a difference that is told apart from rounding, and from a small guard.
_TELLING = 1e-4
#: Facts that say the whole of it: nothing needs to be added.
WHOLE = frozenset({"right-but-at-the-ends", "constant-added", "constant-factor"})


def only_examples(both: Both) -> Named | None:
    """Fresh inputs all come out right, of every size and in every setting, and the worked example
    does not: what is wrong is in its numbers."""
    case = both.case
    examples = [
        (inputs.cast(inputs.written(both.spec, example), torch.float64), dict(example.init))
        for example in both.spec.examples
    ]
    wrong = [one for one, p in zip(examples, both.ask(examples), strict=True) if not p.agree]
    if not wrong or not borne_out.always_right(case, settings=len(case.settings())):
        return None
    if all(any(_at_an_end(a, values[a.name]) for a in both.tensors) for values, _ in wrong):
        return Named("right-but-at-the-ends", Text(
            "On ordinary inputs your result is right. It goes wrong only where numbers are at the end "
            "of what is promised, as in the worked example: look at what happens there to a logarithm, "
            "a quotient, or a bound that you set.",
            "输入普通时你的结果是对的，只在约定范围的两端才出错，就像这个算例：看看在那里对数、"
            "除法或你设的上下限会怎样。"))  # fmt: skip
    return Named("right-but-in-the-example", Text(
        "On many fresh inputs your result is right, in the worked example it is not: something "
        "about its numbers is special.",
        "在许多新的输入上你的结果都对，唯独算例不对：它的数字有特殊之处。"))  # fmt: skip


#: Where a kind ends: probabilities at 0 and 1, logarithms of them at 0 and far down.
_ENDS = {"chances": (0.0, 1.0), "probabilities": (0.0, 1.0), "log-probabilities": (-10.0, 0.0),
         "log-likelihoods": (-10.0, 0.0), "bounded-logits": (-10.0, 10.0)}  # fmt: skip


def _at_an_end(argument: Argument, value: object) -> bool:
    if argument.kind not in _ENDS or not isinstance(value, torch.Tensor):
        return False
    low, high = _ENDS[argument.kind]
    return bool(((value <= low) | (value >= high)).any())


class _Relation(NamedTuple):
    id: str
    of: Callable[[torch.Tensor], torch.Tensor]
    said: Text


_RELATIONS = (
    _Relation("squared", torch.square, Text("the square of", "平方")),
    _Relation("root", torch.sqrt, Text("the square root of", "平方根")),
    _Relation("exponential", torch.exp, Text("the exponential of", "指数（exp）")),
    _Relation("logarithm", torch.log, Text("the logarithm of", "对数")),
    _Relation("absolute", torch.abs, Text("the absolute value of", "绝对值")),
    _Relation("inverse", torch.reciprocal, Text("one divided by", "倒数")),
    _Relation("one-minus", lambda v: 1 - v, Text("one minus", "被 1 减的结果")),
    _Relation("not-negative", torch.relu, Text("the positive part of", "正部（小于 0 的变成 0）")),
)


def follows(both: Both) -> Named | None:
    """One function of the right result that is the learner's everywhere, or the other way round;
    everywhere in the first setting only, where it is another in others."""
    drawn = [both.drawn(dims, "relation") for dims in both.spec.sizes]
    pairs = [*both.at_bases, *both.ask([(values, both.init) for values in drawn])]
    found = _follows(_numbers(pairs), _EVERYWHERE)
    if found is None:
        return None
    for init in both.case.few_settings()[1:]:
        again = [(values, init) for values in (*both.bases, *drawn)]
        if _follows(_numbers(both.ask(again)), _EVERYWHERE) != found:
            said = ", ".join(f"`{name}` = {value}" for name, value in both.init.items())
            return _follows(_numbers(pairs), Text(
                f"on every input with {said}", f"{said} 时，在所有输入上"))  # fmt: skip
    return found


_EVERYWHERE = Text("on every input", "在所有输入上")


def _follows(numbers: list[tuple[torch.Tensor, torch.Tensor]] | None, where: Text) -> Named | None:
    if numbers is None or all(close(got, right) for got, right in numbers):
        return None
    for relation in _RELATIONS:
        if all(close(got, relation.of(right)) for got, right in numbers):
            return Named(f"result-{relation.id}", Text(
                f"Your result is {relation.said.en} the right one, {where.en}.",
                f"{where.zh}，你的结果都是正确结果的{relation.said.zh}。"))  # fmt: skip
        if all(close(relation.of(got), right) for got, right in numbers):
            return Named(f"result-not-{relation.id}", Text(
                f"The right result is {relation.said.en} yours, {where.en}: that last step is "
                "missing.",
                f"{where.zh}，正确结果都是你的结果的{relation.said.zh}：少了这最后一步。"))  # fmt: skip
    return _line(numbers, where)


def _numbers(pairs: list[Pair]) -> list[tuple[torch.Tensor, torch.Tensor]] | None:
    found = []
    for pair in pairs:
        if pair.got is None or pair.right is None or len(pair.got) != len(pair.right):
            return None
        if any(g.shape != r.shape for g, r in zip(pair.got, pair.right, strict=True)):
            return None
        found.append((as_one(pair.got), as_one(pair.right)))
    return found


def _line(numbers: list[tuple[torch.Tensor, torch.Tensor]], where: Text) -> Named | None:
    """A constant that is added, or a factor, the same on every input."""
    got = torch.cat([g.flatten() for g, _ in numbers])
    right = torch.cat([r.flatten() for _, r in numbers])
    if got.numel() < 3 or not bool((got.isfinite() & right.isfinite()).all()):
        return None
    apart = got - right
    if close(apart, apart.mean().expand_as(apart)) and abs(float(apart.mean())) > _TELLING:
        shown = f"{float(apart.mean()):+.4g}"
        return Named("constant-added", Text(
            f"Your result is the right one {shown}, {where.en}: a constant that does not belong "
            "there, or one that is missing.",
            f"{where.zh}，你的结果都是正确结果 {shown}：多加了一个常数，或少了一个。"))  # fmt: skip
    kept = right.abs() > 1e-6 * right.abs().max()
    ratios = got[kept] / right[kept]
    if ratios.numel() < 3 or not close(ratios, ratios.mean().expand_as(ratios)):
        return None
    zero = bool((got[~kept].abs() <= 1e-6 * right.abs().max()).all())
    if zero and abs(float(ratios.mean()) - 1) > _TELLING:
        shown = figure(round(float(ratios.mean()), 6))
        return Named("constant-factor", Text(
            f"Your result is {shown} times the right one, {where.en}.",
            f"{where.zh}，你的结果都是正确结果的 {shown} 倍。"))  # fmt: skip
    return None


def apart(both: Both) -> Named | None:
    """Arguments that what is wrong has nothing to do with: the difference from the right result
    stays the same whatever is in them, and changes with the others."""
    if len(both.tensors) < 2 or any(pair.agree for pair in both.at_bases):
        return None
    first, others = both.bases[0], both.bases[1:]
    fine: list[str] = []
    touched: list[str] = []
    for argument in both.tensors:
        name = argument.name
        moved = [({**first, name: other[name]}, both.init) for other in others]
        numbers = _numbers([both.at_bases[0], *both.ask(moved)])
        if numbers is None:
            return None
        differences = [got - right for got, right in numbers]
        sizes = max(float(right.abs().max()) for _, right in numbers)
        still = all(float((d - differences[0]).abs().max()) <= 1e-9 * sizes for d in differences)
        uses = not all(close(right, numbers[0][1]) for _, right in numbers)
        (fine if still and uses else touched).append(name)
    if not fine or not touched:
        return None
    good, bad = (", ".join(f"`{n}`" for n in names) for names in (fine, touched))
    good_zh, bad_zh = good.replace(", ", "、"), bad.replace(", ", "、")
    return Named("wrong-with-" + "-".join(touched), Text(
        f"What your code makes of {good} is right: the difference from the right result stays the "
        f"same whatever is there. It changes with {bad}: look at what is done with that.",
        f"{good_zh} 的部分是对的：无论取什么值，与正确结果的差都不变。差随 {bad_zh} 而变："
        "看看对它做了什么。"))  # fmt: skip


# -- what holds of the right result, and not of the learner's ------------------------------------


def alone(both: Both) -> Named | None:
    """Whether a sample alone comes out right, and a batch does not."""
    found = _samples(both)
    if found is None or not close(found.got, found.right):
        return None
    en, zh = found.reduction.en, found.reduction.zh
    return Named("right-for-one-sample", Text(
        f"A sample alone comes out right, a batch does not: the right result is the {en} of what "
        "its samples give.",
        f"单个样本算得对，一个批次就不对：正确的结果是各样本结果的{zh}。"))  # fmt: skip


def mixed(both: Both) -> Named | None:
    """Whether the right result of a batch is the mean (or sum) of what its samples give, and the
    learner's is not."""
    found = _samples(both)
    if found is None or close(found.reduce(found.got), found.whole):
        return None
    en, zh = found.reduction.en, found.reduction.zh
    return Named("samples-mixed", Text(
        f"The right result of a batch is the {en} of what its samples give alone. Yours is not: "
        "somewhere one sample acts on another, or a reduction takes all at once.",
        f"一个批次的正确结果是各样本单独结果的{zh}，你的不是：某处样本之间互相影响，"
        "或一次归约跨过了所有样本。"))  # fmt: skip


class _Samples(NamedTuple):
    """What a batch and its samples alone give."""

    got: torch.Tensor
    right: torch.Tensor
    whole: torch.Tensor
    """What the learner's makes of the batch."""
    reduction: Text
    """How the right result of the batch comes from those of its samples."""
    reduce: Callable[[torch.Tensor], torch.Tensor]


def _samples(both: Both) -> _Samples | None:
    """None where a batch is no mean or sum of its samples, or comes out right."""
    if not both.signature.scalar or len(both.tensors) < len(both.signature.arguments):
        return None
    batch = next((a.shape[0] for a in both.tensors if a.shape), None)
    if not isinstance(batch, str) or both.spec.least.get(batch, 1) > 1:
        return None
    if any(batch in a.shape[1:] or a.of == batch for a in both.tensors):
        return None
    values, pair = both.bases[0], both.at_bases[0]
    size = next(values[a.name].shape[0] for a in both.tensors if a.shape)
    if "alone" not in both.kept:
        both.kept["alone"] = both.ask(
            [(_sample(both, values, batch, place), both.init) for place in range(size)]
        )
    numbers, together = _numbers(both.kept["alone"]), _numbers([pair])
    if numbers is None or together is None or pair.agree:
        return None
    got, right = (torch.cat([n[side].flatten() for n in numbers]) for side in (0, 1))
    whole, of_right = (side.flatten() for side in together[0])
    for words, reduce in ((Text("mean", "平均"), torch.mean), (Text("sum", "和"), torch.sum)):
        reduced = functools.partial(_reduced, reduce)
        if close(reduced(right), of_right) and _always(both, batch, reduced):
            return _Samples(got, right, whole, words, reduced)
    return None


def _always(both: Both, batch: str, reduced: Callable[[torch.Tensor], torch.Tensor]) -> bool:
    """Whether it holds of the reference in the largest batch too: a few samples may be too few to
    act on each other, as where each has a bin of its own."""
    dims = max(both.spec.sizes, key=lambda sizes: sizes[batch])
    values = both.drawn(dims, "samples")

    def right(of: Inputs) -> torch.Tensor:
        return as_one(both.case.expected(of, both.init)).flatten()

    alone = [right(_sample(both, values, batch, place)) for place in range(dims[batch])]
    return close(reduced(torch.cat(alone)), right(values))


def _reduced(reduce: Callable[[torch.Tensor], torch.Tensor], v: torch.Tensor) -> torch.Tensor:
    return reduce(v).reshape(1)


def _sample(both: Both, values: Inputs, batch: str, place: int) -> Inputs:
    found: dict[str, Any] = {}
    for argument in both.signature.arguments:
        value = values[argument.name]
        has = argument.shape and argument.shape[0] == batch
        found[argument.name] = value[place : place + 1] if has else value
    return found


def bounds(both: Both) -> Named | None:
    """A right result that is never negative, and one of the learner's that is; or the opposite."""
    asked = [(both.drawn(dims, "sign", number), both.init)
             for dims in both.spec.sizes for number in range(3)]  # fmt: skip
    numbers = _numbers([*both.at_bases, *both.ask(asked)])
    if numbers is None:
        return None
    got = torch.cat([g.flatten() for g, _ in numbers])
    right = torch.cat([r.flatten() for _, r in numbers])
    limits = (
        (0.0, "negative", "负数", 1.0), (0.0, "positive", "正数", -1.0),
        (1.0, "larger than 1", "大于 1 的数", -1.0), (-1.0, "less than -1", "小于 -1 的数", 1.0),
    )  # fmt: skip
    for bound, en, zh, side in limits:
        beyond = (got - bound) * side
        if bool(((right - bound) * side >= 0).all()) and float(beyond.min()) < -1e-6:
            shown = figure(float(got[int(beyond.argmin())]))
            return Named(f"never-{en.replace(' ', '-')}", Text(
                f"Of all inputs that were tried, none gives a right result that is {en}. Yours is "
                f"{shown} on one of them.",
                f"试过的所有输入里，正确的结果都不是{zh}，而你的结果有一次是 {shown}。"))  # fmt: skip
    return None
