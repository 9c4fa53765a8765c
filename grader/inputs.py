"""Hidden inputs: freshly drawn for every sitting from its seed, and never outside the promise.

What a spec says of an argument (its ``kind``) is all that is used here, so a correct solution
cannot meet an input nobody promised.
"""

from __future__ import annotations

import hashlib
import math
from typing import Literal

import torch

from exercises.signature import Argument
from exercises.spec import Spec

#: Moderate inputs stay within this, where every textbook form is exact to float32's precision.
MODERATE = 4.0

#: From there on in steps, in float64, to where a textbook form through probabilities is still
#: right: at 20 it has lost half of the digits, past 36 ``1 - sigmoid(x)`` is exactly 0.
STEPS = (6.0, 8.0, 12.0, 20.0)

Pattern = Literal["agreeing", "opposed", "mixed"]
Company = Literal["alone", "all", "close"]
Tie = Literal["zeros", "equal", "all-equal", "rows"]
TIES: tuple[Tie, ...] = ("zeros", "equal", "all-equal", "rows")

Inputs = dict[str, torch.Tensor]


def generator(seed: int, *purpose: object) -> torch.Generator:
    """Random numbers for one purpose, independent of what else was drawn."""
    text = "/".join(map(str, (seed, *purpose)))
    digest = hashlib.sha256(text.encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)


def shape_of(argument: Argument, dims: dict[str, int]) -> tuple[int, ...]:
    return tuple(dim if isinstance(dim, int) else dims[dim] for dim in argument.shape)


def draw(spec: Spec, dims: dict[str, int], random: torch.Generator) -> Inputs:
    """Moderate float64 inputs of the given dimensions, rounded to float32 so that both dtypes
    hold the same numbers."""
    return {
        argument.name: _draw(argument, shape_of(argument, dims), random)
        for argument in spec.signature.arguments
    }


def draw_shape(spec: Spec, shape: tuple[int, ...], random: torch.Generator) -> Inputs:
    """The same with one shape for all arguments, whatever the spec's dimensions."""
    return {a.name: _draw(a, shape, random) for a in spec.signature.arguments}


def _draw(argument: Argument, shape: tuple[int, ...], random: torch.Generator) -> torch.Tensor:
    kind = argument.kind
    if kind in ("values", "logits"):
        numbers = torch.randn(shape, generator=random, dtype=torch.float64) * 1.5
        return numbers.clamp(-MODERATE, MODERATE).float().double()
    if kind == "binary":
        return _mixed_binary(shape, random)
    if kind == "one-hot":
        classes = torch.randint(shape[-1], shape[:-1], generator=random)
        return torch.nn.functional.one_hot(classes, shape[-1]).double()
    logits = torch.randn(shape, generator=random, dtype=torch.float64)
    if kind == "probabilities":
        return logits.softmax(-1).float().double()
    return logits.log_softmax(-1).float().double()


def _mixed_binary(shape: tuple[int, ...], random: torch.Generator) -> torch.Tensor:
    """Zeros and ones, at least one of each where there is room, so that no branch goes unseen."""
    flat = (torch.rand(shape, generator=random, dtype=torch.float64) < 0.5).double().flatten()
    if flat.numel() > 1:
        place = int(torch.randint(flat.numel() - 1, (), generator=random))
        flat[place] = 1.0
        flat[place + 1] = 0.0
    return flat.reshape(shape)


def extreme(
    spec: Spec,
    dims: dict[str, int],
    scale: float,
    random: torch.Generator,
    company: Company = "alone",
) -> Inputs:
    """Inputs whose differentiable arguments hold values of about ±scale.

    Values given beside them (``values`` of the same shape, never logits, which are promised to be
    smaller) stay moderate, are as large, or are as large and within 0.5 to 2 of them."""
    drawn = draw(spec, dims, random)
    large: dict[tuple[int, ...], torch.Tensor] = {}
    for argument in sorted(spec.signature.arguments, key=lambda a: not a.grad):
        value = drawn[argument.name]
        shape = tuple(value.shape)
        real = argument.grad and argument.kind in ("values", "logits")
        if real or (argument.kind == "values" and company == "all"):
            value = _signs(shape, random) * scale + value
        elif argument.kind == "values" and company == "close" and shape in large:
            apart = 0.5 + 1.5 * torch.rand(shape, generator=random, dtype=torch.float64)
            value = large[shape] + _signs(shape, random) * apart
        else:
            continue
        drawn[argument.name] = large[shape] = value.float().double()
    return drawn


def companies(spec: Spec) -> tuple[Company, ...]:
    """In which company large values can come: alone, where no other argument holds values."""
    others = [a for a in spec.signature.arguments if a.kind == "values" and not a.grad]
    return ("alone", "all", "close") if others else ("alone",)


def tied(spec: Spec, dims: dict[str, int], tie: Tie, random: torch.Generator) -> Inputs:
    """Inputs with equal entries, where a loss may have a corner: entries that are zero (half of
    them, or all), predictions that equal their target (half, or all), rows of one value."""
    drawn = draw(spec, dims, random)
    reals = [a for a in spec.signature.arguments if a.kind in ("values", "logits")]
    targets = {tuple(drawn[a.name].shape): drawn[a.name] for a in reals if not a.grad}
    for argument in reals:
        value = drawn[argument.name]
        shape = tuple(value.shape)
        here = torch.rand(shape, generator=random) < 0.5
        if here.numel() and not bool(here.any()):
            here.flatten()[0] = True
        if tie == "zeros":
            value = torch.where(here, 0.0, value)
        elif argument.grad and tie == "rows":
            value = value[..., :1].expand(shape).clone() if shape else value
        elif argument.grad and tie in ("equal", "all-equal"):
            target = targets.get(shape, torch.zeros_like(value))
            value = target.clone() if tie == "all-equal" else torch.where(here, target, value)
        drawn[argument.name] = value
    return drawn


def corner_at_zero(spec: Spec, argument: Argument) -> bool:
    """Whether the usual stable form of the loss has a corner at zero which the loss has not: a
    logit beside a binary label goes through max(x, 0) and |x| there."""
    return argument.kind == "logits" and any(
        a.kind == "binary" and a.shape == argument.shape for a in spec.signature.arguments
    )


def _signs(shape: tuple[int, ...], random: torch.Generator) -> torch.Tensor:
    return torch.where(torch.rand(shape, generator=random) < 0.5, -1.0, 1.0).double()


def reaching(
    spec: Spec, dims: dict[str, int], size: float, pattern: Pattern, random: torch.Generator
) -> Inputs:
    """Inputs all of whose real arguments have magnitudes just below ``size``.

    The arguments with a gradient take the side of the labels (or of the other real arguments,
    where there are no labels) everywhere, nowhere, or at random: the easy and the hard side of
    a loss are each seen alone. Every row holds both signs, so that every distribution made of
    it has very small probabilities.
    """
    drawn = draw(spec, dims, random)
    arguments = spec.signature.arguments
    labels = [a for a in arguments if a.kind in ("binary", "one-hot")]
    sides: dict[tuple[int, ...], torch.Tensor] = {
        tuple(drawn[a.name].shape): drawn[a.name] * 2 - 1 for a in labels
    }
    for argument in arguments:
        if argument.kind not in ("values", "logits"):
            continue
        shape = shape_of(argument, dims)
        side = sides.setdefault(shape, _both_signs(shape, random))
        if argument.grad and pattern == "mixed":
            side = _both_signs(shape, random)
        elif argument.grad and pattern == "opposed":
            side = -side
        # apart from each other by half a per cent or more: a corner is another check's matter
        below = 0.005 * torch.rand(shape, generator=random, dtype=torch.float64)
        magnitude = size * (1 - below - (0.01 if argument.grad else 0.0))
        drawn[argument.name] = (side * magnitude).float().double()
    return drawn


def _both_signs(shape: tuple[int, ...], random: torch.Generator) -> torch.Tensor:
    """1 and -1 at random, both of them in every row that has room."""
    signs = _signs(shape, random)
    if shape and shape[-1] > 1:
        place = int(torch.randint(shape[-1] - 1, (), generator=random))
        signs[..., place + 1] = -signs[..., place]
    return signs


#: How large the first named dimension of a large input is, and each that follows.
LARGE = (1024, 300)
_MOST_ELEMENTS = 2**19


def large_sizes(spec: Spec) -> tuple[list[dict[str, int]], dict[str, int] | None]:
    """Sizes in which one named dimension is large and the others 3, and the size in which as many
    as fit are large at once (None where that is nothing new)."""
    names = spec.signature.dims
    large = {name: LARGE[min(place, 1)] for place, name in enumerate(names)}
    single = [{**dict.fromkeys(names, 3), name: large[name]} for name in names]
    joint = dict.fromkeys(names, 2)
    for name in names:
        if math.prod({**joint, name: large[name]}.values()) <= _MOST_ELEMENTS:
            joint[name] = large[name]
    return single, joint if len(names) > 1 else None


def through_probabilities(spec: Spec) -> bool:
    """Whether the textbook form goes through probabilities and is excused where they saturate:
    ``stability`` does not decide."""
    return spec.check("stability").level not in (None, "core")


def cast(values: Inputs, dtype: torch.dtype) -> Inputs:
    """The same numbers in another floating dtype; whole numbers stay what they are."""
    return {n: v.to(dtype) if v.is_floating_point() else v for n, v in values.items()}
