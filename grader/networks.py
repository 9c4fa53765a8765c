"""A network that an exercise gives as an argument: a critic, a teacher, a value head.

It travels as its weights, tensors called ``critic.layer`` and ``critic.readout``, so that they are
drawn, moved, compared and differentiated like any others. Only what is called, a learner's code or
one of ours, gets the network that they make.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import nn


class Network(nn.Module):
    """tanh(x @ layer.T) @ readout.T of x [..., D], for a layer [H, D] and a readout [H], which
    gives one number [...], or [C, H], which gives [..., C]."""

    def __init__(self, layer: torch.Tensor, readout: torch.Tensor) -> None:
        super().__init__()
        self.layer, self.readout = layer, readout

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        readout = self.readout if self.readout.dim() == 1 else self.readout.T
        return torch.tanh(x @ self.layer.T) @ readout

    def named_parameters(self, *_: Any, **__: Any) -> Iterator[tuple[str, Any]]:
        """The tensors themselves: they are the leaves that gradients are asked for."""
        yield "layer", self.layer
        yield "readout", self.readout


def grouped(given: dict[str, Any]) -> dict[str, Any]:
    """Arguments by name as they are called with: what is named ``critic.layer`` and
    ``critic.readout`` is the network ``critic``, in the place of the first."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        owner, _, part = name.partition(".")
        if part:
            found.setdefault(owner, {})[part] = value
        else:
            found[name] = value
    return {
        name: Network(**value) if isinstance(value, dict) else value
        for name, value in found.items()
    }
