"""Hidden inputs: freshly drawn for every sitting from its seed, and never outside the promise.

What a spec says of an argument (its ``kind``) is all that is used here, so a correct solution
cannot meet an input nobody promised.
"""

from __future__ import annotations

import hashlib

import torch

from exercises.spec import Argument, Spec

#: Moderate inputs stay within this, where every textbook form is exact to float32's precision.
MODERATE = 4.0

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
    if kind == "indices":
        return torch.randint(shape[-1], shape, generator=random)
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


def cast(values: Inputs, dtype: torch.dtype) -> Inputs:
    """The same numbers in another floating dtype; whole numbers stay what they are."""
    return {n: v.to(dtype) if v.is_floating_point() else v for n, v in values.items()}
