"""The arguments of a call, from what travelled to what the learner's code gets."""

from __future__ import annotations

from typing import Any

import torch

from grader import wire


def asked(
    call: dict[str, Any], tensors: wire.Tensors
) -> tuple[dict[str, Any], list[torch.Tensor | None]]:
    """The arguments of a call by name, and what flows back into its results."""
    layout = call.get("layout", "plain")
    inputs = {
        name: _unpacked(packed, tensors, layout) for name, packed in call["arguments"].items()
    }
    back = call.get("cotangents", [])
    return inputs, [None if name is None else tensors[name] for name in back]


def _unpacked(packed: Any, tensors: wire.Tensors, layout: str) -> Any:
    """An argument as the learner's code gets it: a tensor, a list of tensors, None."""
    if packed is None:
        return None
    if isinstance(packed, list):
        return [_laid_out(tensors[name], layout) for name in packed]
    return _laid_out(tensors[packed], layout)


def copied(value: Any) -> Any:
    if isinstance(value, list):
        return [one.clone() for one in value]
    return None if value is None else value.clone()


def size(value: Any) -> int:
    """The entries of an argument, of the largest of a list."""
    each = value if isinstance(value, list) else [value]
    return max((one.numel() for one in each if one is not None), default=0)


def _laid_out(value: torch.Tensor, layout: str) -> torch.Tensor:
    """The same numbers, plain or as a view with strides that do not match its shape."""
    if layout == "plain" or value.dim() == 0:
        return value
    wide = torch.stack((value, torch.zeros_like(value)), dim=-1)
    return wide[..., 0]
