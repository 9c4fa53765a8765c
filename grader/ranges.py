"""Hidden inputs over the whole range of what is promised: far from zero, near it, close together.

Drawn as :mod:`grader.inputs` draws them, then moved.
"""

from __future__ import annotations

from typing import Literal

import torch

from exercises.signature import Argument
from exercises.spec import Spec
from grader import inputs
from grader.draws import shape_of
from grader.inputs import Inputs

#: From there on in steps, in float64, to where a textbook form through probabilities is still
#: right: at 20 it has lost half of the digits, past 36 ``1 - sigmoid(x)`` is exactly 0.
STEPS = (6.0, 8.0, 12.0, 20.0)

Pattern = Literal["agreeing", "opposed", "mixed"]
Company = Literal["alone", "all", "close"]


def reached(spec: Spec) -> list[Argument]:
    """The arguments that may be any real number (`inputs.reals`), and the logits that are promised
    to be between -20 and 20: how far float64 is asked about."""
    return inputs.followed(spec, lambda a: a.about.unbounded or a.kind == "bounded-logits")


def extreme(
    spec: Spec,
    dims: dict[str, int],
    scale: float,
    random: torch.Generator,
    company: Company = "alone",
) -> Inputs:
    """Inputs whose differentiable arguments hold values of about ±scale.

    Other ``values`` (never logits, which are promised to be smaller) stay moderate where they are
    given, are as large, or are as large and within 0.5 to 2 of the first of their shape."""
    found = inputs.draw(spec, dims, random)
    large: dict[tuple[int, ...], torch.Tensor] = {}
    far = {argument.name for argument in inputs.reals(spec)}
    for argument in sorted(spec.signature.arguments, key=lambda a: a.name not in far):
        value = found[argument.name]
        if not isinstance(value, torch.Tensor):
            continue
        shape = tuple(value.shape)
        if argument.kind == "values" and company == "close" and shape in large:
            apart = 0.5 + 1.5 * torch.rand(shape, generator=random, dtype=torch.float64)
            value = large[shape] + inputs.signs(shape, random) * apart
        elif argument.name in far or (argument.kind == "values" and company == "all"):
            value = inputs.signs(shape, random) * scale + value
        else:
            continue
        found[argument.name] = large[shape] = value.float().double()
    _make_sure(spec, found, {name for name in far if isinstance(found[name], torch.Tensor)})
    return found


def _make_sure(spec: Spec, found: Inputs, far: set[str]) -> None:
    """Of several samples with class ids the first is classified as surely as can be: its true
    class alone is large, which among many classes hardly ever comes by chance."""
    for ids in spec.signature.arguments:
        for name in far if ids.kind == "class-ids" else ():
            value, labels = found[name], found[ids.name]
            if value.shape[:-1] == labels.shape and len(labels) > 1 and value.dim() > 1:
                row = -value.flatten(0, -2)[0].abs()
                true = int(labels.flatten()[0])
                if true < len(row):
                    row[true] *= -1
                    value.flatten(0, -2)[0] = row


def companies(spec: Spec) -> tuple[Company, ...]:
    """In which company large values can come: alone, where no other argument holds values."""
    far = {argument.name for argument in inputs.reals(spec)}
    values = [a for a in spec.signature.arguments if a.kind == "values"]
    if any(a.name not in far for a in values):
        return ("alone", "all", "close")
    alike = len(values) > 1 and len({tuple(a.shape) for a in values}) == 1
    return ("alone", "close") if alike else ("alone",)


def reaching(
    spec: Spec, dims: dict[str, int], size: float, pattern: Pattern, random: torch.Generator
) -> Inputs:
    """Inputs all of whose real arguments have magnitudes just below ``size``.

    The arguments with a gradient take the side of the labels (or of the other real arguments,
    where there are no labels) everywhere, nowhere, or at random: the easy and the hard side of
    a loss are each seen alone. Every row holds both signs, so that every distribution made of
    it has very small probabilities.
    """
    found = inputs.draw(spec, dims, random)
    arguments = spec.signature.arguments
    followed = {argument.name for argument in reached(spec)}
    labels = [a for a in arguments if a.kind in ("binary", "one-hot")]
    sides: dict[tuple[int, ...], torch.Tensor] = {
        tuple(found[a.name].shape): found[a.name] * 2 - 1 for a in labels
    }
    for argument in arguments:
        real = argument.about.unbounded or argument.name in followed
        if not real or argument.listed or found[argument.name] is None:
            continue
        shape = shape_of(argument, dims)
        side = sides.setdefault(shape, inputs.both_signs(shape, random))
        if argument.name in followed and pattern == "mixed":
            side = inputs.both_signs(shape, random)
            if not shape:  # one number: by turns, or it may be on one side only each time
                side = torch.tensor(1.0 if size in STEPS[::2] else -1.0, dtype=torch.float64)
        elif argument.name in followed and pattern == "opposed":
            side = -side
        # apart from each other by half a per cent or more: a corner is another check's matter
        below = 0.005 * torch.rand(shape, generator=random, dtype=torch.float64)
        magnitude = size * (1 - below - (0.01 if argument.name in followed else 0.0))
        found[argument.name] = (side * magnitude).float().double()
    return found


def small(spec: Spec, dims: dict[str, int], random: torch.Generator) -> Inputs:
    """Inputs all of whose real arguments are a hundredth of what is usual: short vectors, values
    that lie close to each other and to zero. (By a power of two, which keeps what is exact.)"""
    found = inputs.draw(spec, dims, random)
    for argument in spec.signature.arguments:
        value = found[argument.name]
        if argument.about.unbounded and isinstance(value, torch.Tensor):
            found[argument.name] = (value / 128).float().double()
    return found


def shifted(spec: Spec, dims: dict[str, int], by: float, random: torch.Generator) -> Inputs:
    """Inputs whose first real argument lies so far from zero as a whole, and is as spread out as
    ever: more than float32 can hold."""
    found = inputs.draw(spec, dims, random)
    name = reached(spec)[0].name
    found[name] = found[name] + by
    return found


def has_sides(spec: Spec) -> bool:
    """Whether an argument says which side of a loss is the easy one: a label of 0 or 1."""
    return any(a.kind in ("binary", "one-hot") for a in spec.signature.arguments)


def through_probabilities(spec: Spec) -> bool:
    """Whether the textbook form goes through probabilities and is excused where they saturate:
    ``stability`` does not decide."""
    return spec.check("stability").level not in (None, "core")
