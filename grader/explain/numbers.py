"""The learner's numbers on the probes, held against those of one of our own functions."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from grader.calls import as_one
from grader.case import Case, gradients_of
from grader.explain.probes import Probe
from grader.inputs import Inputs, cast
from grader.solution import Function

TIGHT, LOOSE = 1e-9, 2e-5


@dataclass(frozen=True)
class Numbers:
    """A value and its gradients for one probe."""

    value: torch.Tensor
    gradients: Inputs


def all_numbers(case: Case, function: Function, probes: list[Probe]) -> list[Numbers | None]:
    """What one of our own functions makes of the probes; None where it cannot take the input."""
    return [_numbers(function, probe, case.wanted) for probe in probes]


def _numbers(function: Function, probe: Probe, wanted: tuple[str, ...]) -> Numbers | None:
    try:
        if probe.extreme:
            with torch.no_grad():
                found = function(cast(probe.values, probe.dtype), probe.init)
            return Numbers(as_one(found), {})
        found, gradients = gradients_of(function, probe.values, probe.init, wanted)
    except (RuntimeError, ValueError, IndexError):
        return None
    return Numbers(as_one(found), gradients)


def alike(left: torch.Tensor, right: torch.Tensor, tolerance: float) -> bool:
    """Equal up to a relative tolerance; nan equals nan and inf equals inf of the same sign."""
    if left.shape != right.shape:
        return False
    finite = right[torch.isfinite(right)]
    size = float(finite.abs().max()) if finite.numel() else 1.0
    return torch.allclose(
        left, right, rtol=tolerance, atol=tolerance * max(size, 1e-6), equal_nan=True
    )


def value_alike(
    probe: Probe, value: torch.Tensor, tolerance: float, learners: torch.Tensor | None = None
) -> bool:
    """At extremes float32 has a resolution of 1e-3: only what is far apart tells ideas apart."""
    learners = probe.value if learners is None else learners
    if not probe.extreme:
        return alike(learners, value, tolerance)
    if learners.shape != value.shape:
        return False
    return torch.allclose(learners, value, rtol=1e-4, atol=0.1, equal_nan=True)


def agree(
    probes: list[Probe],
    numbers: list[Numbers | None],
    tolerance: float,
    factors: list[float] | None = None,
) -> bool:
    """Whether these numbers, times a factor per probe, are the learner's on every probe."""
    if not any(n is not None for n in numbers):
        return False
    for index, (probe, ours) in enumerate(zip(probes, numbers, strict=True)):
        factor = factors[index] if factors else 1.0
        if ours is None:
            return False
        if not value_alike(probe, ours.value * factor, tolerance):
            return False
        for name, gradient in probe.gradients.items():
            if not alike(gradient, ours.gradients[name] * factor, tolerance):
                return False
    return True


def same(
    probes: list[Probe],
    numbers: list[Numbers | None],
    right: list[Numbers | None],
    tolerance: float,
) -> bool:
    """Whether the idea cannot be told from the reference on these probes."""
    for probe, ours, theirs in zip(probes, numbers, right, strict=True):
        if ours is None or theirs is None:
            return False
        # far apart, not just by rounding: the two must disagree by more than they may err
        apart = 10 * (LOOSE if probe.extreme else tolerance)
        if not alike(ours.value, theirs.value, apart):
            return False
        for name, gradient in theirs.gradients.items():
            if name in ours.gradients and not alike(ours.gradients[name], gradient, apart):
                return False
    return True


def times(numbers: list[Numbers | None], by: list[float]) -> list[Numbers | None]:
    return [
        n and Numbers(n.value * factor, {k: g * factor for k, g in n.gradients.items()})
        for n, factor in zip(numbers, by, strict=True)
    ]
