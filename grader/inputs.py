"""Hidden inputs: freshly drawn for every sitting from its seed, and never outside the promise.

What a spec says of an argument (its ``kind``) is all that is used here, so a correct solution
cannot meet an input nobody promised.
"""

from __future__ import annotations

import hashlib
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


def extreme(spec: Spec, dims: dict[str, int], scale: float, random: torch.Generator) -> Inputs:
    """Inputs whose first differentiable argument holds values of about ±scale; the rest stays
    moderate, as promised."""
    drawn = draw(spec, dims, random)
    for argument in spec.signature.arguments:
        if argument.grad and argument.kind in ("values", "logits"):
            value = drawn[argument.name]
            sign = torch.where(torch.rand(value.shape, generator=random) < 0.5, -1.0, 1.0)
            drawn[argument.name] = (sign.double() * scale + value).float().double()
    return drawn


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
    signs = torch.where(torch.rand(shape, generator=random) < 0.5, -1.0, 1.0).double()
    if shape and shape[-1] > 1:
        place = int(torch.randint(shape[-1] - 1, (), generator=random))
        signs[..., place + 1] = -signs[..., place]
    return signs


def through_probabilities(spec: Spec) -> bool:
    """Whether the textbook form goes through probabilities and is excused where they saturate:
    ``stability`` does not decide."""
    return spec.check("stability").level not in (None, "core")


def cast(values: Inputs, dtype: torch.dtype) -> Inputs:
    """The same numbers in another floating dtype; whole numbers stay what they are."""
    return {n: v.to(dtype) if v.is_floating_point() else v for n, v in values.items()}
