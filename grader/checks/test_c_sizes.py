"""Is it right for inputs as large as those of a real training step?"""

from __future__ import annotations

import torch

from grader import inputs
from grader.case import Case
from grader.checks import check
from grader.checks.test_c_gradient import require_gradients
from grader.inputs import cast
from grader.proxy import Call

#: Processor time past which code that takes one large dimension at a time is known to loop over
#: elements in Python: all dimensions at once would take it a hundred times as long.
_LOOPS_FROM_SECONDS = 0.04


@check(
    "sizes",
    "it is right for large batches",
    "大批量时也正确",
    after=("agreement", "gradient"),
)
def test_sizes(case: Case) -> None:
    init = case.settings()[0]
    single, joint = inputs.large_sizes(case.spec)
    drawn = [_drawn(case, dims) for dims in single]
    calls = [case.differentiated(cast(values, torch.float32), init) for values in drawn]
    before = case.candidate.spent.processor
    answers, right = case.ask_beside(
        calls, lambda: [case.expected_gradients(values, init) for values in drawn]
    )
    loops = case.candidate.spent.processor - before > _LOOPS_FROM_SECONDS
    for values, call, answer, (expected, gradients) in zip(
        drawn, calls, answers, right, strict=True
    ):
        case.require_results(answer, expected, values)
        require_gradients(case, answer, expected, gradients, call)
    if joint is not None and not loops:
        values = _drawn(case, joint)
        call = Call(cast(values, torch.float32), init)
        (answer,), expected = case.ask_beside([call], lambda: case.expected(values, init))
        case.require_results(answer, expected, values)


def _drawn(case: Case, dims: dict[str, int]) -> inputs.Inputs:
    random = inputs.generator(case.seed, case.spec.id, "sizes", *dims.values())
    return inputs.draw(case.spec, dims, random)
