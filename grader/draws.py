"""How each kind of argument is drawn: one function a kind of ``exercises.kinds.KINDS``.

Moderate numbers in float64. What depends on another argument is drawn by the exercise's own
module: its function ``inputs(draw, sizes)`` gets a :class:`Draw`, and returns the arguments it
draws itself, by name; the others are drawn here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch

from exercises.signature import Argument, Shape

#: Moderate inputs stay within this, where every textbook form is exact to float32's precision.
MODERATE = 4.0

Sizes = dict[str, int]


class Draw:
    """Random tensors for one set of inputs."""

    def __init__(self, random: torch.Generator) -> None:
        self.random = random

    def kind(self, name: str, *shape: int, of: int = 0) -> torch.Tensor:
        """A tensor of a kind of the table, in float64, int64 or bool."""
        return _KINDS[name](self, shape, of)

    def normal(self, *shape: int) -> torch.Tensor:
        # drawn in float32, which takes a third of the time: inputs are rounded to it anyway
        return torch.randn(shape, generator=self.random).double()

    def uniform(self, *shape: int, low: float = 0.0, high: float = 1.0) -> torch.Tensor:
        drawn = torch.rand(shape, generator=self.random, dtype=torch.float64)
        return low + (high - low) * drawn

    def whole(self, low: int, high: int, *shape: int) -> torch.Tensor:
        """Whole numbers from ``low`` to ``high``, both included."""
        return torch.randint(low, high + 1, shape, generator=self.random)

    def coin(self, *shape: int, chance: float = 0.5) -> torch.Tensor:
        """True with the given chance, as booleans."""
        return torch.rand(shape, generator=self.random) < chance

    def policies(self, *shape: int, near: float = 0.3) -> tuple[torch.Tensor, torch.Tensor]:
        """Log-probabilities of what was chosen under a policy and under an older one: so near each
        other that ratios fall inside a clip and outside of it, and at some places far apart."""
        old = self.kind("log-likelihoods", *shape) - 0.05
        width = torch.where(self.coin(*shape, chance=0.2), 1.5, near)
        return (old + width * self.normal(*shape)).clamp(max=-0.01), old

    def responses(self, pairs: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Log-probabilities of the preferred and the other response of each pair, summed over
        tokens. Among three pairs or more, and in half of the draws of fewer, there is one of which
        the preferred response is hundreds below the other, where the logarithm of a sigmoid is
        lost, and maybe one the other way round."""
        chosen, rejected = self.kind("log-likelihoods", pairs), self.kind("log-likelihoods", pairs)
        if bool(self.coin()) or pairs > 2:
            first, second = self.whole(0, pairs - 1, 2).tolist()
            rejected[second] -= 300 * int(self.coin())
            chosen[first] -= 300
            rejected[first] = rejected[first].clamp(min=-20)
        return chosen, rejected

    def spread_out(self, values: torch.Tensor, axis: int) -> torch.Tensor:
        """The values pulled apart along an axis where their standard deviation is below 0.7: of
        nearly equal numbers a normalisation gives their rounding."""
        mean = values.mean(axis, keepdim=True)
        spread = values.std(axis, keepdim=True, correction=0)
        return mean + (values - mean) * (0.7 / spread.clamp(min=1e-9)).clamp(min=1)


def shape_of(argument: Argument, sizes: Sizes) -> tuple[int, ...]:
    """The shape of an argument in these sizes."""
    return _sized(argument.shape, sizes)


def drawn(argument: Argument, sizes: Sizes, draw: Draw) -> Any:
    """One argument: a tensor, a list of tensors, or None where it may be left out."""
    if argument.optional and bool(draw.coin(chance=0.3)):
        return None
    of = sizes[argument.of] if isinstance(argument.of, str) and argument.of else argument.of or 0
    shape = shape_of(argument, sizes)
    if not argument.listed:
        return draw.kind(argument.kind, *shape, of=int(of))
    lengths = draw.whole(1, shape[0], 3).tolist()
    return [draw.kind(argument.kind, length, *shape[1:], of=int(of)) for length in lengths]


def _sized(shape: Shape, sizes: Sizes) -> tuple[int, ...]:
    return tuple(dim if isinstance(dim, int) else sizes[dim] for dim in shape)


# -- the kinds -----------------------------------------------------------------------------

Dims = tuple[int, ...]


def _real(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    """Those past the bound are folded back, not held at it: no two may be equal by that."""
    drawn = draw.normal(*shape) * 1.5
    folded = torch.where(drawn.abs() > MODERATE, drawn.sign() * (2 * MODERATE - drawn.abs()), drawn)
    return folded.clamp(-MODERATE, MODERATE)


def _bounded(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    """Moderate ones, and at times as far as is promised: some probabilities are tiny then."""
    wide = 4.0 if bool(draw.coin(chance=0.3)) else 1.0
    return (_real(draw, shape, of) * wide).clamp(-20, 20)


def _probabilities(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    return draw.normal(*shape).softmax(-1)


def _chances(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    """Some within a thousandth of 0 or 1: what a loss of probabilities is careless about."""
    edge = draw.uniform(*shape, low=1e-4, high=1e-3)
    edge = torch.where(draw.coin(*shape), edge, 1 - edge)
    middle = draw.uniform(*shape, low=0.02, high=0.98)
    return torch.where(draw.coin(*shape, chance=0.2), edge, middle)


def _log_probabilities(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    return draw.normal(*shape).log_softmax(-1)


def _log_likelihoods(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    """Of a token, and at times far down, as that of a whole response is."""
    near = (draw.normal(*shape) * 1.5).abs().clamp(max=MODERATE)
    return -torch.where(draw.coin(*shape, chance=0.15), 5 * near, near)


def _weights(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    return draw.normal(*shape) / math.sqrt(shape[-1])


def _positive(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    """Around 1, and at times some hundred times larger and smaller."""
    wide = 3.0 if bool(draw.coin(chance=0.3)) else 1.0
    return (wide * (0.7 * draw.normal(*shape)).clamp(-2, 2)).exp()


def _not_negative(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    return draw.normal(*shape).clamp(0, MODERATE)


def _unit_vectors(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    vectors = draw.normal(*shape)
    length: torch.Tensor = vectors.square().sum(-1, keepdim=True).sqrt()
    return vectors / length


def _boxes(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    corner = draw.uniform(*shape[:-1], 2, high=6.0)
    return torch.cat((corner, corner + draw.uniform(*shape[:-1], 2, low=0.5, high=5.0)), dim=-1)


def _one_hot(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    classes = draw.whole(0, shape[-1] - 1, *shape[:-1])
    return torch.nn.functional.one_hot(classes, shape[-1]).double()


def _binary(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    """At least one of each where there is room, so that no branch goes unseen."""
    flat = draw.coin(*shape).double().flatten()
    if flat.numel() > 1:
        place = int(draw.whole(0, flat.numel() - 2))
        flat[place] = 1.0
        flat[place + 1] = 0.0
    return flat.reshape(shape)


def _signs(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    return _binary(draw, shape, of) * 2 - 1


def _ids(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    return draw.whole(0, of - 1, *shape)


def _counts(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    return draw.whole(0, of, *shape)


def _lengths(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    return draw.whole(1, of, *shape)


def _mask(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    """At least one true in every row, and one false where there is room."""
    mask = draw.coin(*shape, chance=0.6)
    if shape and shape[-1] > 1:
        place = int(draw.whole(0, shape[-1] - 2))
        mask[..., place] = True
        mask.reshape(-1, shape[-1])[0, place + 1] = False
        return mask
    return torch.ones(shape, dtype=torch.bool)


def _flags(draw: Draw, shape: Dims, of: int) -> torch.Tensor:
    return _binary(draw, shape, of).bool()


_KINDS: dict[str, Callable[[Draw, Dims, int], torch.Tensor]] = {
    "values": _real,
    "logits": _real,
    "bounded-logits": _bounded,
    "probabilities": _probabilities,
    "chances": _chances,
    "log-probabilities": _log_probabilities,
    "log-likelihoods": _log_likelihoods,
    "weights": _weights,
    "positive": _positive,
    "not-negative": _not_negative,
    "unit-vectors": _unit_vectors,
    "boxes": _boxes,
    "one-hot": _one_hot,
    "binary": _binary,
    "signs": _signs,
    "class-ids": _ids,
    "timesteps": _ids,
    "lengths": _lengths,
    "counts": _counts,
    "mask": _mask,
    "flags": _flags,
}
