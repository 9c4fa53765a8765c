"""Hidden inputs with equal entries, where a loss may have a corner.

Drawn as :mod:`grader.inputs` draws them, then made equal.
"""

from __future__ import annotations

from typing import Literal

import torch

from exercises.signature import Argument
from exercises.spec import Spec
from grader import inputs
from grader.inputs import Inputs

Tie = Literal["zeros", "equal", "all-equal", "rows"]
TIES: tuple[Tie, ...] = ("zeros", "equal", "all-equal", "rows")


def tied(spec: Spec, dims: dict[str, int], tie: Tie, random: torch.Generator) -> Inputs:
    """Inputs with equal entries, where a loss may have a corner: entries that are zero (half of
    them, or all), predictions that equal their target (half, or all), rows of one value."""
    found = inputs.draw(spec, dims, random)
    far = {argument.name for argument in inputs.reals(spec)}
    any_real = [a for a in spec.signature.arguments if a.about.unbounded and not a.listed]
    any_real = [a for a in any_real if found[a.name] is not None]
    targets = {tuple(found[a.name].shape): found[a.name] for a in any_real if a.name not in far}
    for argument in any_real:
        value = found[argument.name]
        shape = tuple(value.shape)
        here = torch.rand(shape, generator=random) < 0.5
        if here.numel() and not bool(here.any()):
            here.flatten()[0] = True
        if tie == "zeros":
            value = torch.where(here, 0.0, value)
        elif argument.name in far and tie == "rows":
            value = value[..., :1].expand(shape).clone() if shape else value
        elif argument.name in far and tie in ("equal", "all-equal"):
            target = targets.get(shape, torch.zeros_like(value))
            value = target.clone() if tie == "all-equal" else torch.where(here, target, value)
        found[argument.name] = value
    return found


def nearly_tied(
    spec: Spec, dims: dict[str, int], tie: Tie, apart: float, random: torch.Generator
) -> Inputs:
    """The same with the entries that were equal moved about so much apart."""
    found = tied(spec, dims, tie, random)
    for argument in inputs.reals(spec):
        value = found[argument.name]
        noise = torch.randn(value.shape, generator=random, dtype=torch.float64)
        found[argument.name] = value + apart * noise
    return found


def corner_at_zero(spec: Spec, argument: Argument) -> bool:
    """Whether the usual stable form of the loss has a corner at zero which the loss has not: a
    logit beside a binary label goes through max(x, 0) and |x| there."""
    return argument.kind == "logits" and any(
        a.kind == "binary" and a.shape == argument.shape for a in spec.signature.arguments
    )
