"""The process-wide settings a loss function must leave as it found them."""

from __future__ import annotations

import random
from typing import Any

import torch

_default_dtype = torch.get_default_dtype
_grad_enabled = torch.is_grad_enabled
_inference = torch.is_inference_mode_enabled
_rng = torch.get_rng_state
_python_rng = random.getstate
_seed_python = random.seed
_torch_generator = torch.default_generator
_anomaly = torch.is_anomaly_enabled
_deterministic = torch.are_deterministic_algorithms_enabled
_default_device = torch.get_default_device
_equal = torch.equal
_TORCH_RNG = "torch's random state"


def snapshot() -> dict[str, Any]:
    """Every setting by the name a learner knows it under."""
    return {
        "the default dtype": str(_default_dtype()),
        "gradient mode": _grad_enabled(),
        "inference mode": _inference(),
        _TORCH_RNG: _rng(),
        "Python's random state": _python_rng(),
        "anomaly detection": _anomaly(),
        "deterministic algorithms": _deterministic(),
        "the default device": str(_default_device()),
    }


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    names = [n for n, value in before.items() if n != _TORCH_RNG and after[n] != value]
    return names if _equal(before[_TORCH_RNG], after[_TORCH_RNG]) else [*names, _TORCH_RNG]


def disturb(number: int) -> None:
    """Give both random generators a state no earlier call can have left, so that a call that
    sets the seed is seen to do so every time."""
    _torch_generator.manual_seed(0x5EED0000 + number)
    _seed_python(0x5EED0000 + number)


def restore() -> None:
    """Undo what would make the next call's answer depend on this one's."""
    torch.set_default_dtype(torch.float32)
    torch._C._set_grad_enabled(True)
