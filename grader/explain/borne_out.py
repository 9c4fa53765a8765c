"""Whether what would be said of a failed check is so, asked on inputs of its own.

A check that fails after others were passed suggests where the code is still right; only a few
inputs were looked at until then, and one with a rare value in it may have been the first of a
thousand. So the same is asked again, often, and what has one counterexample is not said.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import torch

from grader import inputs, ranges, ties
from grader.calls import Answer, Call, as_one
from grader.case import Case
from grader.checks.test_d_behaviour import test_stability
from grader.explain.numbers import alike
from grader.explain.proof import decides
from grader.failure import CheckFailed
from grader.inputs import Inputs, cast

#: Small inputs that are asked, and so many of them at a time: the first wrong ones end it.
_SMALL, _BATCH = 240, 40
#: The most a dimension of a small input has.
_MOST = 9
#: Large inputs, all of which have to be wrong, in value and by so much.
_LARGE = 3
_RIGHT, _WRONG = 1e-7, 1e-3
#: A gradient has lost digits that the value has not.
_RIGHT_SLOPE = 1e-5
#: How far off both may be near zero where they are bent farther out: an epsilon is there already.
_NEAR = 1e-3
#: What an epsilon adds where the right result is 0, as with a single class.
_AT_ZERO = 1e-6
#: By how much entries that were equal are moved apart.
_APART = (1e-1, 1e-2, 1e-3)
#: Of the way that the right result goes further out, as much as one that stands still may go.
_STILL = 0.01


def borne_out(case: Case, failed_check: str, failure: CheckFailed) -> bool:
    """Whether the sentence about this check is so; where code gave no numbers nothing is."""
    if failure.facts.get("kind") in ("gone", "raised", "in-any-order"):
        return False
    asked = _ASKED.get(failed_check)
    return asked is None or asked(case)


def always_right(
    case: Case,
    slopes: bool = False,
    settings: int = 4,
    count: int = _SMALL,
    off: tuple[float, float] = (_RIGHT, _RIGHT_SLOPE),
) -> bool:
    """Whether small inputs of every size, in several settings, all come out right: value and
    gradients no further ``off`` than this."""
    chosen = case.few_settings(settings)
    drawn = itertools.islice(zip(_small(case), itertools.cycle(chosen), strict=False), count)
    while batch := list(itertools.islice(drawn, _BATCH)):
        if not all(_right(case, [(values, init) for values, init in batch], slopes, off)):
            return False
    return True


def _small(case: Case) -> Iterator[Inputs]:
    """The promised sizes, then any up to nine, each dimension of its own."""
    names = case.spec.signature.dims
    least = {n: case.spec.least.get(n, min(s[n] for s in case.spec.sizes)) for n in names}
    for number in itertools.count():
        random = inputs.generator(case.seed, case.spec.id, "borne-out", number)
        dims = case.spec.sizes[number] if number < len(case.spec.sizes) else {
            n: int(torch.randint(low, max(low, _MOST) + 1, (), generator=random))
            for n, low in least.items()
        }  # fmt: skip
        yield inputs.draw(case.spec, dims, random)


def _right(
    case: Case,
    asked: list[tuple[Inputs, dict[str, Any]]],
    slopes: bool,
    off: tuple[float, float] = (_RIGHT, _RIGHT_SLOPE),
) -> list[bool]:
    """Of each input whether the result is right in float64, and the gradients too."""
    calls = [
        case.differentiated(cast(values, torch.float64), init)
        if slopes
        else Call(cast(values, torch.float64), init)
        for values, init in asked
    ]
    answers = case.candidate.ask(*calls)
    return [
        _same(case, answer, values, init, slopes, off)
        for (values, init), answer in zip(asked, answers, strict=True)
    ]


def _same(
    case: Case,
    answer: Answer,
    values: Inputs,
    init: dict[str, Any],
    slopes: bool,
    off: tuple[float, float],
) -> bool:
    if answer.value is None or answer.status != "tensor":
        return False
    if not slopes or not case.wanted:
        return _near(answer.value.double(), as_one(case.expected(values, init)), off[0])
    found, expected = case.expected_gradients(values, init)
    return _near(answer.value.double(), as_one(found), off[0]) and all(
        (got := answer.gradient(name, right)) is not None and alike(got.double(), right, off[1])
        for name, right in expected.items()
    )


def _near(got: torch.Tensor, right: torch.Tensor, off: float) -> bool:
    if off == _NEAR and got.shape == right.shape and bool(((got - right).abs() < _AT_ZERO).all()):
        return True
    return alike(got, right, off)


def _large_are_wrong(case: Case) -> bool:
    """Small inputs are right, and large ones wrong, whatever is drawn."""
    init = case.settings()[0]
    single, joint = inputs.large_sizes(case.spec)
    for dims in [*single, *([joint] if joint is not None else [])]:
        drawn = [
            inputs.draw(case.spec, dims, inputs.generator(case.seed, case.spec.id, "large", n))
            for n in range(_LARGE)
        ]
        answers = case.candidate.ask(*(Call(cast(v, torch.float64), init) for v in drawn))
        if all(
            _finite_and_wrong(answer, as_one(case.expected(values, init)))
            for values, answer in zip(drawn, answers, strict=True)
        ):
            return always_right(case)
    return False


def _finite_and_wrong(answer: Answer, right: torch.Tensor) -> bool:
    got = answer.value
    if got is None or answer.status != "tensor" or not bool(torch.isfinite(got.double()).all()):
        return False  # what overflows is another matter
    return not alike(got.double(), right, _WRONG)


def _only_at_corners(case: Case) -> bool:
    """Right elsewhere, large inputs included, and right where the entries that were equal are a
    little apart."""
    if decides(test_stability.check_info, case):  # type: ignore[attr-defined]
        try:
            test_stability(case)
        except CheckFailed:
            return False
    init = case.settings()[0]
    moved = []
    for number, (tie, apart) in enumerate(itertools.product(ties.TIES, _APART)):
        random = inputs.generator(case.seed, case.spec.id, "apart", number)
        dims = case.roomy()[number % 2]
        moved.append((ties.nearly_tied(case.spec, dims, tie, apart, random), init))
    return all(_right(case, moved, slopes=True)) and always_right(case, slopes=True)


def _right_at_first(case: Case) -> bool:
    """Right with the parameters of the worked example, in every size."""
    return always_right(case, settings=1)


def _wrong_with_others(case: Case) -> bool:
    """Right with the parameters of the worked example and, in float64 too, finite and wrong with
    others: what overflows there is no matter of a parameter."""
    drawn = [(values, init) for values, init, _ in case.each_setting()]
    answers = case.candidate.ask(*(Call(cast(v, torch.float64), init) for v, init in drawn))
    return any(
        _finite_and_wrong(answer, as_one(case.expected(values, init)))
        for (values, init), answer in zip(drawn, answers, strict=True)
    ) and _right_at_first(case)


def _right_near(case: Case) -> bool:
    return always_right(case, slopes=True, settings=1, off=(_NEAR, _NEAR))


_ASKED: dict[str, Callable[[Case], bool]] = {
    "sizes": _large_are_wrong,
    "corners": _only_at_corners,
    "permutation": _right_at_first,
    "parameters": _wrong_with_others,
    "reach": _right_near,
}


def stands_still(case: Case, failed_check: str) -> bool:
    """Whether the learner's result stops far out while the right one goes on, and gives no
    gradient there: each time that it is wrong, and at least once."""
    scale, dtype = _FAR.get(
        failed_check, (case.spec.check(failed_check).scale or 1e4, torch.float32)
    )
    init, seen = case.settings()[0], 0
    far = {argument.name for argument in inputs.reals(case.spec)}
    for number, dims in enumerate(case.roomy() * 3):
        random = inputs.generator(case.seed, case.spec.id, "further", number)
        near = ranges.extreme(case.spec, dims, scale, random)
        beyond = {n: 1.5 * v if n in far else v for n, v in near.items()}
        here, there = case.candidate.ask(
            *(case.differentiated(cast(v, dtype), init) for v in (near, beyond))
        )
        if here.value is None or there.value is None:
            return False
        right, gradients = case.expected_gradients(near, init)
        if here.value.shape != as_one(right).shape or there.value.shape != here.value.shape:
            return False
        if alike(here.value.double(), as_one(right), _WRONG):
            continue
        goes = (as_one(case.expected(beyond, init)) - as_one(right)).abs().max()
        went = (there.value.double() - here.value.double()).abs().max()
        if not went <= _STILL * goes or not _lost(here, gradients):
            return False
        seen += 1
    return seen > 0


#: How far out each check is asked about, where its own scale is not that.
_FAR = {"reach": (20.0, torch.float64)}


def _lost(answer: Answer, gradients: Inputs) -> bool:
    """Whether some entry has no gradient, 0 or nan, that should have one."""
    for name, right in gradients.items():
        got = answer.gradient(name, right)
        if got is None or got.shape != right.shape:
            return False
        tells = right.abs() > _WRONG * right.abs().max()
        got = got.double()
        if bool((~torch.isfinite(got) | (got.abs() <= _STILL * right.abs()))[tells].any()):
            return True
    return False
