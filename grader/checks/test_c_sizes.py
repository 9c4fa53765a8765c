"""Is it right for inputs as large as those of a real training step?"""

from __future__ import annotations

import math
from typing import Any

import torch

from grader import inputs, tolerance
from grader.calls import Answer, Call
from grader.case import Case
from grader.checks import check
from grader.checks.test_c_gradient import require_gradients
from grader.inputs import cast
from grader.solution import Results

#: Processor time past which code that takes one large dimension at a time is known to loop over
#: elements in Python: all dimensions at once would take it a hundred times as long.
_LOOPS_FROM_SECONDS = 0.04
#: Sizes at which calls of torch are counted, to foresee how many a large one takes, and how many
#: it may take: a loop over every pair of 1,024 rows is slow, not wrong, and would run for a minute.
_COUNTED = (8, 16)
_MOST_CALLS = 10_000


@check(
    "sizes",
    "it is right for large batches",
    "大批量时也正确",
    after=("agreement", "gradient"),
)
def test_sizes(case: Case) -> None:
    init = case.settings()[0]
    single, joint = inputs.large_sizes(case.spec)
    drawn = [_drawn(case, dims) for dims in _within_reach(case, single, init)]
    calls = [case.differentiated(cast(values, torch.float32), init) for values in drawn]
    before = case.candidate.spent.processor
    answers, right = case.ask_beside(
        calls, lambda: [case.expected_gradients(values, init) for values in drawn]
    )
    loops = case.candidate.spent.processor - before > _LOOPS_FROM_SECONDS
    for values, call, answer, (expected, gradients) in zip(
        drawn, calls, answers, right, strict=True
    ):
        _require_right(case, answer, expected, values)
        require_gradients(case, answer, expected, gradients, call, tolerance.summed_close)
    if joint is not None and not loops:
        values = _drawn(case, joint)
        call = Call(cast(values, torch.float32), init)
        (answer,), expected = case.ask_beside([call], lambda: case.expected(values, init))
        _require_right(case, answer, expected, values)


def _require_right(case: Case, answer: Answer, expected: Results, values: inputs.Inputs) -> None:
    scale = max(1.0, *(tolerance.summed_scale(e.double()) for e in expected))
    case.require_results(answer, expected, values, scale)


def _within_reach(
    case: Case, single: list[dict[str, int]], init: dict[str, Any]
) -> list[dict[str, int]]:
    """The same sizes, smaller where the calls of torch grow so fast (as the square, where every
    pair is taken by itself) that code that is right would not be done in time."""
    if case.spec.signature.numpy:
        return single
    pairs = zip(case.spec.signature.dims, single, strict=True)
    counted = [
        {**dims, name: max(size, case.spec.least.get(name, 1))}
        for name, dims in pairs
        for size in _COUNTED
    ]
    calls = [Call(cast(_drawn(case, dims), torch.float32), init, count=True) for dims in counted]
    found = [max(1, answer.operations) for answer in case.ask(*calls)]
    reachable = []
    for place, (name, dims) in enumerate(zip(case.spec.signature.dims, single, strict=True)):
        few, many = found[2 * place], found[2 * place + 1]
        power = math.log2(many / few)  # of the size, which was doubled
        most = dims[name]
        if power > 0 and few * (most / _COUNTED[0]) ** power > _MOST_CALLS:
            most = max(_COUNTED[1], int(_COUNTED[0] * (_MOST_CALLS / few) ** (1 / power)))
        reachable.append({**dims, name: min(most, dims[name])})
    return reachable


def _drawn(case: Case, dims: dict[str, int]) -> inputs.Inputs:
    random = inputs.generator(case.seed, case.spec.id, "sizes", *dims.values())
    return inputs.draw(case.spec, dims, random)
