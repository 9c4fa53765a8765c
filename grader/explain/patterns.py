"""What the failed check saw, and what the learner's numbers have in common: facts, no guesses."""

from __future__ import annotations

from typing import NamedTuple

import torch

from grader.calls import Call
from grader.case import Case
from grader.explain import borne_out, nan
from grader.explain.ideas import (
    BEHAVIOUR,
    BENT,
    CONSTANT,
    DTYPE,
    GRADIENT_CLIPPED,
    GRADIENT_HIDDEN,
    GRADIENT_MOVES,
    GRADIENT_NAN,
    GRADIENT_PARTIAL,
    GRAPH_CUT,
    MEMORISED,
    NO_TENSOR,
    OVERFLOWS,
    SATURATES,
    UPSTREAM_IGNORED,
    Named,
)
from grader.explain.numbers import LOOSE, TIGHT, Numbers, alike, all_numbers
from grader.explain.probes import Probe
from grader.failure import CheckFailed
from grader.inputs import cast


def behaviour(case: Case, failed_check: str, failure: CheckFailed) -> Named | None:
    """The name of what the failed check saw happen; facts, so never a guess."""
    kind = failure.facts.get("kind")
    if kind in ("gone", "raised", "far-off"):
        return None  # no numbers were seen, or some that are only not close enough
    if kind == "graph-cut":
        return GRAPH_CUT
    if kind == "upstream-ignored":
        return UPSTREAM_IGNORED
    if kind == "not-a-tensor":
        return NO_TENSOR
    if kind == "dtype":
        return DTYPE
    if kind == "overflows":
        return OVERFLOWS
    if kind == "saturates":
        return SATURATES if borne_out.stands_still(case, failed_check) else None
    return BEHAVIOUR.get(failed_check)


def pattern(case: Case, probes: list[Probe], failed_check: str) -> Named | None:
    """What the numbers have in common when no idea reproduces them: again facts only."""
    moderate = [p for p in probes if not p.extreme]
    if not moderate:
        return None
    lost = [p for p in moderate if bool(torch.isnan(p.value).any())]
    if 2 * len(lost) > len(moderate):  # else it is so of some sizes only
        return nan.located(case, lost[0])
    if len(moderate) > 1 and all(torch.equal(p.value, moderate[0].value) for p in moderate):
        return CONSTANT
    right = all_numbers(case, case.solution.reference, moderate)
    pairs = [(p, r) for p, r in zip(moderate, right, strict=True) if r is not None]
    if _narrowed(pairs):
        return BEHAVIOUR["precision"]
    if failed_check == "gradient" and case.spec.signature.kind == "autograd":
        return None  # nothing is hidden from autograd: the backward itself is off
    if failed_check == "gradient" and all(alike(p.value, r.value, LOOSE) for p, r in pairs):
        return _gradient_pattern(case, pairs)
    if failed_check == "agreement" and not any(alike(p.value, r.value, 0.01) for p, r in pairs):
        return MEMORISED
    return None


def _narrowed(pairs: list[tuple[Probe, Numbers]]) -> bool:
    """Whether the values are the right ones rounded to a 16-bit dtype. Whole numbers, and others
    that are right as they are, say nothing: they need no rounding."""
    if all(alike(p.value, r.value, LOOSE) for p, r in pairs):
        return False
    for dtype, error in ((torch.float16, 2e-2), (torch.bfloat16, 0.1)):
        if all(
            bool(torch.isfinite(p.value).all())
            and torch.equal(p.value, p.value.to(dtype).double())
            and alike(p.value, r.value, error)
            for p, r in pairs
        ):
            return True
    return False


_STEP = 1e-6


class _Steepest(NamedTuple):
    """The gradient where it is most wrong, beside the slope of the learner's own values."""

    got: float
    right: float
    slope: float

    def is_slope(self, gradient: float) -> bool:
        return abs(self.slope - gradient) < abs(self.got - self.right) / 10


def _most_wrong(case: Case, pairs: list[tuple[Probe, Numbers]]) -> _Steepest | None:
    wrong = [
        (float((p.gradients[name] - r.gradients[name]).abs().max()), p, r, name)
        for p, r in pairs
        for name in p.gradients
        if p.gradients[name].shape == r.gradients[name].shape and p.gradients[name].numel()
    ]
    if not wrong:
        return None
    _, probe, right, name = max(wrong, key=lambda one: one[0])
    at = int((probe.gradients[name] - right.gradients[name]).abs().argmax())
    moved = []
    for step in (_STEP, -_STEP):
        values = dict(probe.values)
        values[name] = values[name].clone()
        values[name].view(-1)[at] += step
        moved.append(Call(cast(values, torch.float64), probe.init))
    up, down = case.candidate.ask(*moved)
    if up.status != "tensor" or down.status != "tensor":
        return None
    slope = (case.total(up.values) - case.total(down.values)) / (2 * _STEP)
    got, wanted = (float(g.view(-1)[at]) for g in (probe.gradients[name], right.gradients[name]))
    return _Steepest(got, wanted, slope)


def _gradient_pattern(case: Case, pairs: list[tuple[Probe, Numbers]]) -> Named | None:
    """How a wrong gradient beside a right value differs from the right one."""
    got = torch.cat([g.flatten() for p, _ in pairs for g in p.gradients.values()])
    want = torch.cat([r.gradients[n].flatten() for p, r in pairs for n in p.gradients])
    if not got.numel():
        return None
    if not bool(torch.isfinite(got).all()):
        return GRADIENT_NAN
    worst = _most_wrong(case, pairs)
    if worst is None:
        return None
    if worst.is_slope(worst.got):
        # the reference has the same values: only a part that it holds still tells the two apart
        tight = all(alike(p.value, r.value, TIGHT) for p, r in pairs)
        return GRADIENT_MOVES if tight else BENT
    if not worst.is_slope(worst.right):
        return None  # the right gradient is no derivative either: which part is held still?
    same = (got - want).abs() <= LOOSE * want.abs().max()
    if bool(same.any()) and bool((got[~same] == 0).all()):
        return GRADIENT_PARTIAL
    bound = got.abs().max()
    if bool(same.any()) and bool(((got[~same].abs() - bound).abs() <= 1e-6 * bound).all()):
        return GRADIENT_CLIPPED
    return GRADIENT_HIDDEN
