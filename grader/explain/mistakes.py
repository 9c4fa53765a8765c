"""Names the wrong idea that reproduces the learner's numbers, and only one that does.

A candidate explanation is a function; it is accepted when its values (and gradients) agree with
the learner's on every probe and differ from the reference's on at least one. First the
exercise's own mistakes are tried, then general transforms of the reference, then transforms of
mistakes. Where the learner's numbers are wrong at moderate inputs already, overflow at extreme ones
is a second fault and tells no ideas apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import compress
from typing import Any

import torch

from exercises.texts import Text
from grader.calls import Call
from grader.case import Case
from grader.explain.ideas import (
    BACKWARD_SCALED,
    FACTORS,
    GRADIENT_SCALED,
    GRADIENT_ZERO,
    NEGATED,
    NOT_REDUCED,
    NOTHING,
    SWAPPED,
    TRANSPOSED,
    Named,
)
from grader.explain.numbers import (
    LOOSE,
    TIGHT,
    Numbers,
    agree,
    alike,
    all_numbers,
    same,
    times,
    value_alike,
)
from grader.explain.probes import Probe
from grader.inputs import cast
from grader.solution import Function, Given, Results


def named(case: Case, probes: list[Probe]) -> Named | None:
    """The idea, or the pair of ideas, that gives the learner's numbers on every probe."""
    right = all_numbers(case, case.solution.reference, probes)
    if agree(probes, right, LOOSE):
        return None  # the numbers are right; what failed is how they come about
    usual = [not p.extreme for p in probes]
    moderate = list(compress(probes, usual))
    if moderate and not agree(moderate, list(compress(right, usual)), LOOSE):
        telling = [not p.extreme or bool(torch.isfinite(p.value).all()) for p in probes]
        probes, right = list(compress(probes, telling)), list(compress(right, telling))
    known = list(_likely(case, probes, _known(case)))
    bases: list[tuple[Named | None, list[Numbers | None]]] = [
        (None, right), *known, *_likely(case, probes, _rearranged(case))
    ]  # fmt: skip
    for tolerance in (TIGHT, LOOSE):
        for name, numbers in known:
            if agree(probes, numbers, tolerance) and not same(probes, numbers, right, tolerance):
                return name
        for base, numbers in bases:
            found = _transformed(probes, numbers, tolerance, right, is_right=base is None)
            if found is not None and (base is None or _shown(case, probes[0], found)):
                return _together(base, found)
    return _scaled_gradient(case, probes, right)


#: Torch calls that sum: without one a factor of the batch's size comes from something else.
_SUMS = {"sum", "nansum", "dot", "vdot", "inner", "einsum", "matmul", "__matmul__", "mm", "bmm",
         "mean", "nanmean", "trace", "tensordot"}  # fmt: skip


def _shown(case: Case, probe: Probe, found: Named) -> bool:
    """Whether the learner's program may do what is said of it besides a known mistake. With two
    ideas one of which undoes the other, as a norm that is "divided by N, times N", the numbers
    alone prove nothing."""
    if not any(factor.id in found.id and factor.by_size for factor in FACTORS):
        return True
    call = Call(cast(probe.values, probe.dtype), probe.init, trace=True)
    (answer,) = case.candidate.ask(call)
    return any(event.operation in _SUMS for event in answer.trace)


def _likely(
    case: Case, probes: list[Probe], ideas: Iterable[tuple[Named, Function]]
) -> Iterator[tuple[Named, list[Numbers | None]]]:
    """The ideas that give the learner's numbers, or lead to them, on the probe that tells most,
    with their numbers on all: those of the others need not be known."""
    telling = [max(probes, key=_tells)]
    for idea, function in ideas:
        first = all_numbers(case, function, telling)
        if agree(telling, first, LOOSE) or _transformed(telling, first, LOOSE, first, True):
            yield idea, all_numbers(case, function, probes)


def _tells(probe: Probe) -> tuple[bool, bool, int, int]:
    """One of moderate inputs, no dimension of which is 1 and none as large as another."""
    sizes = list(probe.dims.values())
    return (not probe.extreme, min(sizes, default=2) > 1, len(set(sizes)), _size(probe))


def _known(case: Case) -> Iterator[tuple[Named, Function]]:
    for mistake, wrong in case.solution.wrong.items():
        yield Named(mistake, Text(wrong.en, wrong.zh)), case.solution.mistaken(mistake)


def _rearranged(case: Case) -> Iterator[tuple[Named, Function]]:
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
        yield SWAPPED, swapped
    matrices = all(len(a.shape) == 2 and not a.listed for a in arguments)
    if matrices and alike and case.spec.signature.scalar:
        yield TRANSPOSED, transposed


def _together(first: Named | None, second: Named) -> Named:
    if first is None:
        return second
    if second is NOTHING:
        return first
    return Named(
        f"{first.id}+{second.id}",
        Text(en=f"{first.text.en} {second.text.en}", zh=f"{first.text.zh}{second.text.zh}"),
    )


def _transformed(
    probes: list[Probe],
    numbers: list[Numbers | None],
    tolerance: float,
    right: list[Numbers | None],
    is_right: bool,
) -> Named | None:
    """The general transform that leads from these numbers to the learner's."""
    if not is_right and agree(probes, numbers, tolerance):
        return NOTHING
    reduced = _reduced(probes, numbers, tolerance)
    if reduced is not None:
        return reduced
    for sign in (1.0, -1.0):
        if sign < 0 and agree(probes, numbers, tolerance, [-1.0] * len(probes)):
            return NEGATED
        for factor in FACTORS:
            by = [sign * factor.of(p.dims, _size(p)) for p in probes]
            if len(set(map(abs, by))) == 1 and abs(by[0]) == 1.0:
                continue
            back = not is_right and same(probes, times(numbers, by), right, LOOSE)
            if not back and agree(probes, numbers, tolerance, by):
                named = Named(factor.id, factor.text)
                return named if sign > 0 else _together(named, NEGATED)
    return None


def _size(probe: Probe) -> int:
    first: torch.Tensor = next(v for v in probe.values.values() if isinstance(v, torch.Tensor))
    return first.numel()


def _reduced(probes: list[Probe], numbers: list[Numbers | None], tolerance: float) -> Named | None:
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
                and value_alike(p, n.value, tolerance, sign * reduce(p.value))
                for p, n in zip(probes, numbers, strict=True)
            ):
                return NOT_REDUCED if sign > 0 else _together(NOT_REDUCED, NEGATED)
    return None


def _scaled_gradient(case: Case, probes: list[Probe], right: list[Numbers | None]) -> Named | None:
    """The value agrees everywhere and the gradient is off by one constant."""
    ratios = []
    for probe, ours in zip(probes, right, strict=True):
        if ours is None or not value_alike(probe, ours.value, LOOSE):
            return None
        for name, gradient in probe.gradients.items():
            size = float(ours.gradients[name].square().sum())
            if size > TIGHT**2:  # of one class the gradient is zero, up to rounding
                ratio = float((gradient * ours.gradients[name]).sum()) / size
                scaled = ratio * ours.gradients[name]
                if not math.isfinite(ratio) or not alike(gradient, scaled, LOOSE):
                    return None
                ratios.append(ratio)
    if not ratios or max(ratios) - min(ratios) > LOOSE or abs(ratios[0] - 1) < LOOSE:
        return None
    if abs(ratios[0]) < LOOSE:
        return GRADIENT_ZERO
    shown = f"{ratios[0]:.4g}"
    said = BACKWARD_SCALED if case.spec.signature.kind == "autograd" else GRADIENT_SCALED
    text = Text(en=said.en.format(factor=shown), zh=said.zh.format(factor=shown))
    return Named("gradient-scaled", text)
