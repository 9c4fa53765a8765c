"""Whether a changed file is right: it has to pass whatever decides over values and gradients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import torch

from grader import inputs, ties
from grader.calls import Answer, Call
from grader.case import DTYPES, Case
from grader.checks import CheckInfo
from grader.checks.test_b_value import test_figures
from grader.checks.test_c_corners import test_corners
from grader.checks.test_c_gradient import require_gradients, test_frozen, test_precision
from grader.checks.test_c_reach import test_reach
from grader.checks.test_c_sizes import test_sizes
from grader.checks.test_d_behaviour import test_stability
from grader.checks.test_d_padding import test_padding
from grader.checks.test_d_permutation import test_permutation
from grader.failure import CheckFailed
from grader.inputs import cast
from grader.proxy import Candidate

#: Right; right on ordinary inputs only; or wrong.
Proof = Literal["right", "ordinary", "wrong"]


def proved(case: Case, source: str) -> Proof:
    """How far a text is right in the place of the learner's file, on inputs that no change was
    looked for with."""
    changed = _Changed(case.candidate, source)
    case = Case(case.spec, case.solution, changed, case.seed + 1)  # type: ignore[arg-type]
    try:
        test_figures(case)
        _require_right_everywhere(case)
    except CheckFailed:
        return "wrong"
    try:
        for test in _ALSO:
            if decides(test.check_info, case):  # type: ignore[attr-defined]
                test(case)
        _require_right_nearby(case)
    except CheckFailed:
        return "ordinary"
    return "right"


#: What else decides: a change after which one of them fails has put nothing right.
_ALSO: tuple[Callable[[Case], None], ...] = (
    test_stability, test_reach, test_corners, test_frozen, test_precision, test_permutation,
    test_padding, test_sizes,
)  # fmt: skip


def decides(info: CheckInfo, case: Case) -> bool:
    """Whether a check applies to a case and can fail it."""
    core = (case.spec.check(info.id).level or info.level) == "core"
    applies = info.applies is None or info.applies(case.spec)
    return core and applies and (info.promised is None or info.promised(case))


#: So many inputs at least: what is drawn rarely has to be among them.
_DRAWS = 12
#: How far entries are moved apart that were equal.
_NEARBY = (1e-4, 1e-2)


def _require_right_nearby(case: Case) -> None:
    """Values where entries are almost equal: a bend there is seen nowhere else."""
    if case.spec.check("corners").level == "off" or not inputs.reals(case.spec):
        return
    init = case.settings()[0]
    for number, apart in enumerate(_NEARBY):
        random = inputs.generator(case.seed, case.spec.id, "nearby", number)
        values = ties.nearly_tied(case.spec, case.roomy()[-1], "all-equal", apart, random)
        (answer,) = case.ask(Call(cast(values, torch.float64), init))
        case.require_right(answer, values, init)


def _require_right_everywhere(case: Case) -> None:
    """Values and gradients in every size and with every setting, on inputs of their own."""
    settings = case.settings()
    calls = []
    for number in range(max(_DRAWS, len(settings), len(case.spec.sizes))):
        random = inputs.generator(case.seed, case.spec.id, "repaired", number)
        drawn = inputs.draw(case.spec, case.spec.sizes[number % len(case.spec.sizes)], random)
        init = settings[number % len(settings)]
        # in both: what underflows in float32 may be right in float64
        calls += [(drawn, asked(case, cast(drawn, dtype), init)) for dtype in DTYPES]
    answers = case.ask(*(call for _, call in calls))
    for (drawn, call), answer in zip(calls, answers, strict=True):
        expected, gradients = case.expected_gradients(drawn, call.init)
        case.require_results(answer, expected, drawn)
        if case.wanted:
            require_gradients(case, answer, expected, gradients, call)
        if leaks(case, answer):
            raise CheckFailed("a gradient flows where none should", "梯度流向了不该去的地方")


def asked(case: Case, values: inputs.Inputs, init: dict[str, Any]) -> Call:
    """A call with the gradients that are wanted, and those that must not be."""
    call = case.differentiated(values, init)
    frozen = tuple(a.name for a in case.spec.signature.arguments
                   if a.gradient == "none" and values[a.name] is not None)  # fmt: skip
    return replace(call, gradient=(*call.gradient, *frozen))


def leaks(case: Case, answer: Answer) -> bool:
    """Whether a gradient reaches an argument that is promised to have none."""
    frozen = [a.name for a in case.spec.signature.arguments if a.gradient == "none"]
    found = [answer.gradients.get(name) for name in frozen]
    return any(got is not None and bool((got != 0).any()) for got in found)


class _Changed:
    """A candidate that answers as if the changed text were the learner's file."""

    def __init__(self, candidate: Candidate, source: str) -> None:
        self._candidate, self._source = candidate, source
        self.spent = candidate.spent

    def ask(self, *calls: Call, meanwhile: Callable[[], None] | None = None) -> list[Answer]:
        if meanwhile is not None:
            meanwhile()
        return self._candidate.ask_of([self._source], *calls)
