"""Is it still right further out, step by step, where nothing has to break in float64?"""

from __future__ import annotations

import functools
import itertools

import torch

from exercises.given import dims
from exercises.spec import Spec
from grader import inputs, ranges, tolerance
from grader.calls import Answer, Call
from grader.case import Case
from grader.checks import check
from grader.checks.test_c_gradient import require_gradients
from grader.failure import CheckFailed, compare, fail, farthest, require_shapes, subject, told_apart
from grader.inputs import Inputs
from grader.solution import Results

#: Of inputs that are small; a guard of 1e-6 beside them, as some of PyTorch's own functions have
#: (`F.pairwise_distance`), may take such a share.
_SMALL, _GUARD_OF_SMALL = 0.01, 2e-3

_PATTERNS: tuple[ranges.Pattern, ...] = ("agreeing", "opposed", "mixed")


def has_reals(spec: Spec) -> bool:
    return bool(inputs.reals(spec)) and any(r.dtype == "float" for r in spec.signature.returns)


def _goes_far(spec: Spec) -> bool:
    return bool(ranges.reached(spec)) and any(r.dtype == "float" for r in spec.signature.returns)


@check(
    "reach",
    "it is right in float64 in steps out to ±20",
    "float64 下逐级到 ±20 都正确",
    after=("precision",),
    applies=_goes_far,
)
def test_reach(case: Case) -> None:
    init = case.settings()[0]
    asked: list[tuple[float, ranges.Pattern, Call]] = []
    sizes = case.roomy()
    for number, (size, pattern) in enumerate(itertools.product(ranges.STEPS, _PATTERNS)):
        random = inputs.generator(case.seed, case.spec.id, "reach", size, pattern)
        values = ranges.reaching(case.spec, sizes[number % len(sizes)], size, pattern, random)
        asked.append((size, pattern, case.differentiated(values, init)))
    for dims_of in sizes if has_reals(case.spec) else []:
        random = inputs.generator(case.seed, case.spec.id, "reach", "small", *dims_of.values())
        drawn = ranges.small(case.spec, dims_of, random)
        asked.append((_SMALL, "mixed", case.differentiated(drawn, init)))
    offset = case.spec.check("reach").scale
    for dims_of in sizes if offset else []:
        random = inputs.generator(case.seed, case.spec.id, "reach", "shifted", *dims_of.values())
        drawn = ranges.shifted(case.spec, dims_of, offset or 0.0, random)
        asked.append((offset or 0.0, "mixed", case.differentiated(drawn, init)))
    answers, right = case.ask_beside(
        [call for *_, call in asked],
        lambda: [case.expected_gradients(call.arguments, call.init) for *_, call in asked],
    )
    for (size, pattern, call), answer, known in zip(asked, answers, right, strict=True):
        if size == offset:
            _require_shifted(case, answer, known, call, size)
            continue
        excused = ranges.through_probabilities(case.spec) and not (
            pattern == "agreeing" and ranges.has_sides(case.spec)
        )
        try:
            guard = tolerance.guard_at(size) if excused else 0.0
            shares = (guard / size, guard) if size != _SMALL else (_GUARD_OF_SMALL,) * 2
            _require_right(case, answer, known, call, *shares)
        except CheckFailed as failure:
            fail(
                f"With inputs of about ±{size:g}: {failure.en}",
                f"输入约为 ±{size:g} 时：{failure.zh}",
                **failure.facts,
            )


def _require_shifted(
    case: Case, answer: Answer, known: tuple[Results, Inputs], call: Call, offset: float
) -> None:
    try:
        _require_right(case, answer, known, call, 0.0, 0.0)
    except CheckFailed as failure:
        name = ranges.reached(case.spec)[0].name
        fail(
            f"In float64, with the values of {name} close together and about {offset:g} away from "
            f"zero: {failure.en} Large numbers cancel, and their digits are lost.",
            f"float64 下，{name} 的值彼此接近而离零约 {offset:g} 时：{failure.zh}"
            "大数相减，有效数字丢失了。",
            kind="cancels",
        )


def _require_right(
    case: Case,
    answer: Answer,
    known: tuple[Results, Inputs],
    call: Call,
    of_value: float,
    of_gradient: float,
) -> None:
    """Where a guard in a logarithm may take such shares of the largest value and gradient."""
    values: Inputs = call.arguments
    expected, gradients = known
    require_shapes(answer, expected, case.spec)
    for place, (result, right) in enumerate(zip(answer.values, expected, strict=True)):
        if not right.is_floating_point():
            compare(result, right, values, subject(case.spec, place))
            continue
        got = result.to(torch.float64)
        if not tolerance.reach_close(got, right, of_value, each=True):
            said, at = subject(case.spec, place), farthest(got, right)
            want, have = told_apart(float(right[at]), float(got[at]))
            where = f" {dims(list(at))}" if right.dim() else ""
            fail(
                f"{said.en}{where} should be {want}, yours is {have}.",
                f"{said.zh}{where}应为 {want}，你的是 {have}。",
                kind="saturates",
            )
    close = functools.partial(tolerance.reach_close, share=of_gradient)
    require_gradients(case, answer, expected, gradients, call, close)
