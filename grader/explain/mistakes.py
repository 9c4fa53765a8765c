"""Names the wrong idea that reproduces the learner's numbers, and only one that does.

A candidate explanation is a function; it is accepted when its values (and gradients) agree with
the learner's on every probe and differ from the reference's on at least one. First the
exercise's own mistakes are tried, then general transforms of the reference, then transforms of
mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from exercises.texts import Text
from grader.case import Case, CheckFailed, gradients_of
from grader.explain.ideas import (
    ALWAYS_NAN,
    BEHAVIOUR,
    CONSTANT,
    DTYPE,
    FACTORS,
    GRADIENT_CLIPPED,
    GRADIENT_HIDDEN,
    GRADIENT_PARTIAL,
    GRADIENT_SCALED,
    GRADIENT_ZERO,
    GRAPH_CUT,
    MEMORISED,
    NEGATED,
    NO_TENSOR,
    NOT_REDUCED,
    NOTHING,
    OVERFLOWS,
    SATURATES,
    SWAPPED,
    TRANSPOSED,
    Named,
)
from grader.explain.probes import Probe
from grader.inputs import Inputs, cast
from grader.proxy import as_one
from grader.solution import Function, Given, Results

_TIGHT, _LOOSE = 1e-9, 2e-5


@dataclass(frozen=True)
class _Numbers:
    """A value and its gradients for one probe; None where the function cannot take the input."""

    value: torch.Tensor
    gradients: Inputs


def behaviour(failed_check: str, failure: CheckFailed) -> Named | None:
    """The name of what the failed check saw happen; facts, so never a guess."""
    kind = failure.facts.get("kind")
    if kind == "graph-cut":
        return GRAPH_CUT
    if kind == "not-a-tensor":
        return NO_TENSOR
    if kind == "dtype":
        return DTYPE
    if kind == "overflows":
        return OVERFLOWS
    if kind == "saturates":
        return SATURATES
    return BEHAVIOUR.get(failed_check)


def pattern(case: Case, probes: list[Probe], failed_check: str) -> Named | None:
    """What the numbers have in common when no idea reproduces them: again facts only."""
    moderate = [p for p in probes if not p.extreme]
    if not moderate:
        return None
    if all(bool(torch.isnan(p.value).all()) for p in moderate):
        return ALWAYS_NAN
    if len(moderate) > 1 and all(torch.equal(p.value, moderate[0].value) for p in moderate):
        return CONSTANT
    right = [_numbers(case.solution.reference, p, case.wanted) for p in moderate]
    pairs = [(p, r) for p, r in zip(moderate, right, strict=True) if r is not None]
    if _narrowed(pairs):
        return BEHAVIOUR["precision"]
    if failed_check == "gradient" and all(_alike(p.value, r.value, _LOOSE) for p, r in pairs):
        return _gradient_pattern(pairs)
    if failed_check == "agreement" and not any(_alike(p.value, r.value, 0.01) for p, r in pairs):
        return MEMORISED
    return None


def _narrowed(pairs: list[tuple[Probe, _Numbers]]) -> bool:
    """Whether the values are the right ones rounded to a 16-bit dtype."""
    for dtype, error in ((torch.float16, 2e-2), (torch.bfloat16, 0.1)):
        if all(
            bool(torch.isfinite(p.value).all())
            and torch.equal(p.value, p.value.to(dtype).double())
            and _alike(p.value, r.value, error)
            for p, r in pairs
        ):
            return True
    return False


def _gradient_pattern(pairs: list[tuple[Probe, _Numbers]]) -> Named:
    """How a wrong gradient beside a right value differs from the right one."""
    got = torch.cat([g.flatten() for p, _ in pairs for g in p.gradients.values()])
    want = torch.cat([r.gradients[n].flatten() for p, r in pairs for n in p.gradients])
    if not got.numel() or not bool(torch.isfinite(got).all()):
        return GRADIENT_HIDDEN
    same = (got - want).abs() <= _LOOSE * want.abs().max()
    if bool(same.any()) and bool((got[~same] == 0).all()):
        return GRADIENT_PARTIAL
    bound = got.abs().max()
    if bool(same.any()) and bool(((got[~same].abs() - bound).abs() <= 1e-6 * bound).all()):
        return GRADIENT_CLIPPED
    return GRADIENT_HIDDEN


# -- ideas that reproduce the numbers ----------------------------------------------------------


def named(case: Case, probes: list[Probe]) -> Named | None:
    """The idea, or the pair of ideas, that gives the learner's numbers on every probe."""
    right = [_numbers(case.solution.reference, p, case.wanted) for p in probes]
    if _agree(probes, right, _LOOSE):
        return None  # the numbers are right; what failed is how they come about
    bases = [(None, right), *_known(case, probes)]
    usual = [b for b in bases if b[0] is not None]
    for tolerance in (_TIGHT, _LOOSE):
        for name, numbers in usual:
            if _agree(probes, numbers, tolerance) and not _same(probes, numbers, right, tolerance):
                return name
        for name, numbers in (*bases, *_rearranged(case, probes)):
            found = _transformed(probes, numbers, tolerance, right, is_right=name is None)
            if found is not None:
                return _together(name, found)
    return _scaled_gradient(probes, right)


def _known(case: Case, probes: list[Probe]) -> Iterator[tuple[Named, list[_Numbers | None]]]:
    for mistake, function in case.solution.mistakes.items():
        text = case.spec.mistakes.get(mistake)
        if text is not None:
            numbers = [_numbers(function, p, case.wanted) for p in probes]
            yield Named(mistake, text), numbers


def _rearranged(case: Case, probes: list[Probe]) -> Iterator[tuple[Named, list[_Numbers | None]]]:
    """The reference with its arguments swapped, or along the other axis."""
    reference = case.solution.reference
    arguments = case.spec.signature.arguments

    def swapped(given: Given, init: dict[str, Any]) -> Results:
        (one, first), (other, second) = given.items()
        return reference({one: second, other: first}, init)

    def transposed(given: Given, init: dict[str, Any]) -> Results:
        return reference({name: value.transpose(0, 1) for name, value in given.items()}, init)

    alike = len({(a.dtype, tuple(a.shape)) for a in arguments}) == 1
    if len(arguments) == 2 and alike:
        yield SWAPPED, [_numbers(swapped, p, case.wanted) for p in probes]
    matrices = all(len(a.shape) == 2 and not a.listed for a in arguments)
    if matrices and alike and case.spec.signature.scalar:
        yield TRANSPOSED, [_numbers(transposed, p, case.wanted) for p in probes]


def _together(first: Named | None, second: Named) -> Named:
    if first is None:
        return second
    if second is NOTHING:
        return first
    return Named(
        f"{first.id}+{second.id}",
        Text(en=f"{first.text.en} {second.text.en}", zh=f"{first.text.zh}{second.text.zh}"),
    )


def _numbers(function: Function, probe: Probe, wanted: tuple[str, ...]) -> _Numbers | None:
    try:
        if probe.extreme:
            with torch.no_grad():
                found = function(cast(probe.values, probe.dtype), probe.init)
            return _Numbers(as_one(found), {})
        found, gradients = gradients_of(function, probe.values, probe.init, wanted)
    except (RuntimeError, ValueError, IndexError):
        return None
    return _Numbers(as_one(found), gradients)


def _alike(left: torch.Tensor, right: torch.Tensor, tolerance: float) -> bool:
    """Equal up to a relative tolerance; nan equals nan and inf equals inf of the same sign."""
    if left.shape != right.shape:
        return False
    finite = right[torch.isfinite(right)]
    size = float(finite.abs().max()) if finite.numel() else 1.0
    return torch.allclose(
        left, right, rtol=tolerance, atol=tolerance * max(size, 1e-6), equal_nan=True
    )


def _value_alike(
    probe: Probe, value: torch.Tensor, tolerance: float, learners: torch.Tensor | None = None
) -> bool:
    """At extremes float32 has a resolution of 1e-3: only what is far apart tells ideas apart."""
    learners = probe.value if learners is None else learners
    if not probe.extreme:
        return _alike(learners, value, tolerance)
    if learners.shape != value.shape:
        return False
    return torch.allclose(learners, value, rtol=1e-4, atol=0.1, equal_nan=True)


def _agree(
    probes: list[Probe],
    numbers: list[_Numbers | None],
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
        if not _value_alike(probe, ours.value * factor, tolerance):
            return False
        for name, gradient in probe.gradients.items():
            if not _alike(gradient, ours.gradients[name] * factor, tolerance):
                return False
    return True


def _same(
    probes: list[Probe],
    numbers: list[_Numbers | None],
    right: list[_Numbers | None],
    tolerance: float,
) -> bool:
    """Whether the idea cannot be told from the reference on these probes."""
    for probe, ours, theirs in zip(probes, numbers, right, strict=True):
        if ours is None or theirs is None:
            return False
        # far apart, not just by rounding: the two must disagree by more than they may err
        apart = 10 * (_LOOSE if probe.extreme else tolerance)
        if not _alike(ours.value, theirs.value, apart):
            return False
        for name, gradient in theirs.gradients.items():
            if name in ours.gradients and not _alike(ours.gradients[name], gradient, apart):
                return False
    return True


def _transformed(
    probes: list[Probe],
    numbers: list[_Numbers | None],
    tolerance: float,
    right: list[_Numbers | None],
    is_right: bool,
) -> Named | None:
    """The general transform that leads from these numbers to the learner's."""
    if not is_right and _agree(probes, numbers, tolerance):
        return NOTHING
    reduced = _reduced(probes, numbers, tolerance)
    if reduced is not None:
        return reduced
    for sign in (1.0, -1.0):
        if sign < 0 and _agree(probes, numbers, tolerance, [-1.0] * len(probes)):
            return NEGATED
        for factor in FACTORS:
            by = [sign * factor.of(p.dims, _size(p)) for p in probes]
            if len(set(map(abs, by))) == 1 and abs(by[0]) == 1.0:
                continue
            back = not is_right and _same(probes, _times(numbers, by), right, _LOOSE)
            if not back and _agree(probes, numbers, tolerance, by):
                named = Named(factor.id, factor.text)
                return named if sign > 0 else _together(named, NEGATED)
    return None


def _times(numbers: list[_Numbers | None], by: list[float]) -> list[_Numbers | None]:
    return [
        n and _Numbers(n.value * factor, {k: g * factor for k, g in n.gradients.items()})
        for n, factor in zip(numbers, by, strict=True)
    ]


def _size(probe: Probe) -> int:
    first: torch.Tensor = next(v for v in probe.values.values() if isinstance(v, torch.Tensor))
    return first.numel()


def _reduced(probes: list[Probe], numbers: list[_Numbers | None], tolerance: float) -> Named | None:
    """Whether the learner's values, once reduced, are these: the reduction is what is missing."""
    if all(p.value.dim() == 0 for p in probes) or any(
        n is not None and n.value.dim() for n in numbers
    ):
        return None
    for reduce in (torch.mean, torch.sum):
        for sign in (1.0, -1.0):
            if all(
                n is not None
                and n.value.dim() == 0
                and _value_alike(p, n.value, tolerance, sign * reduce(p.value))
                for p, n in zip(probes, numbers, strict=True)
            ):
                return NOT_REDUCED if sign > 0 else _together(NOT_REDUCED, NEGATED)
    return None


def _scaled_gradient(probes: list[Probe], right: list[_Numbers | None]) -> Named | None:
    """The value agrees everywhere and the gradient is off by one constant."""
    ratios = []
    for probe, ours in zip(probes, right, strict=True):
        if ours is None or not _value_alike(probe, ours.value, _LOOSE):
            return None
        for name, gradient in probe.gradients.items():
            size = float(ours.gradients[name].square().sum())
            if size > _TIGHT**2:  # of one class the gradient is zero, up to rounding
                ratio = float((gradient * ours.gradients[name]).sum()) / size
                if not _alike(gradient, ratio * ours.gradients[name], _LOOSE):
                    return None
                ratios.append(ratio)
    if not ratios or max(ratios) - min(ratios) > _LOOSE or abs(ratios[0] - 1) < _LOOSE:
        return None
    if abs(ratios[0]) < _LOOSE:
        return GRADIENT_ZERO
    shown = f"{ratios[0]:.4g}"
    return Named(
        "gradient-scaled",
        Text(
            en=GRADIENT_SCALED.en.format(factor=shown), zh=GRADIENT_SCALED.zh.format(factor=shown)
        ),
    )
