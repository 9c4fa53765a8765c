"""The wrong ideas of an exercise: each can be run, and each is another function."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import torch

from exercises.signature import at_most
from exercises.spec import Spec
from grader import inputs, ranges
from grader.inputs import Inputs
from grader.solution import Function, Solution, load
from packs.numbers import Faults, differentiated, settings

#: Two results count as told apart from this relative difference on: ten times what the grader
#: allows for rounding.
APART = 1e-4


def ideas(spec: Spec) -> Faults:
    """Each wrong idea returns what the answer does, differs from it and from all the others."""
    solution = load(spec)
    right = _flat(spec, solution.reference)
    found: dict[str, list[torch.Tensor]] = {}
    for name in solution.wrong:
        try:
            found[name] = _flat(spec, solution.mistaken(name))
        except ValueError as error:
            yield f"{name}: {error}"
            continue
        yield from _of_another_form(spec, solution, name)
        if not _differ(found[name], right):
            yield f"{name} gives what the answer gives"
    for one, other in itertools.combinations(found, 2):
        if not _differ(found[one], found[other]):
            yield f"{one} and {other} give the same"


def _of_another_form(spec: Spec, solution: Solution, name: str) -> Faults:
    init = {p.name: p.values[0] for p in spec.signature.init}
    for dtype in (torch.float32, torch.float64):
        values = inputs.draw(spec, spec.sizes[-1], inputs.generator(0, spec.id))
        values = inputs.cast(values, dtype)
        got, _ = differentiated(solution.mistaken(name), values, init, spec.signature.wanted)
        right, _ = differentiated(solution.reference, values, init, spec.signature.wanted)
        open_ended = any(at_most(dim) for r in spec.signature.returns for dim in r.shape)
        if [(len(r.shape) if open_ended else r.shape, r.dtype) for r in got] != [
            (len(r.shape) if open_ended else r.shape, r.dtype) for r in right
        ]:
            yield f"{name} returns another shape or dtype than the answer"
            return


def _draws(spec: Spec) -> Iterator[tuple[Inputs, dict[str, object]]]:
    """Promised inputs: moderate ones of every shape, and large ones where stability decides."""
    large = spec.check("stability").level is None and bool(inputs.reals(spec))
    combinations = settings(spec)
    for seed in range(3):
        for index, dims in enumerate(spec.sizes):
            init = combinations[(seed * len(spec.sizes) + index) % len(combinations)]
            yield inputs.draw(spec, dims, inputs.generator(seed, "mistakes", dims)), init
            if large:
                scale = spec.check("stability").scale or 1e4
                random = inputs.generator(seed, "mistakes", dims)
                yield ranges.extreme(spec, dims, scale, random), init


def _flat(spec: Spec, function: Function) -> list[torch.Tensor]:
    """Values and gradients for each draw, in float32 as the learner's code would give them."""
    found = []
    for values, init in _draws(spec):
        narrow = inputs.cast(values, torch.float32)
        results, gradients = differentiated(function, narrow, init, spec.signature.wanted)
        parts = [part.detach().flatten().double() for part in (*results, *gradients.values())]
        found.append(torch.cat(parts))
    return found


def _differ(one: list[torch.Tensor], other: list[torch.Tensor]) -> bool:
    return any(map(_apart, one, other))


def _apart(one: torch.Tensor, other: torch.Tensor) -> bool:
    if one.shape != other.shape:
        return True
    size = float(other.nan_to_num(0, 0, 0).abs().max()) if other.numel() else 0.0
    return not torch.allclose(one, other, rtol=APART, atol=APART * size, equal_nan=True)
