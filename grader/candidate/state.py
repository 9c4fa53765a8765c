"""The process-wide settings a loss function must leave as it found them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import torch

_default_dtype = torch.get_default_dtype
_grad_enabled = torch.is_grad_enabled
_inference = torch.is_inference_mode_enabled
_rng = torch.get_rng_state
_python_rng = random.getstate
_seed_python = random.seed
_python_random = random.random
_torch_generator = torch.default_generator
_anomaly = torch.is_anomaly_enabled
_deterministic = torch.are_deterministic_algorithms_enabled
_default_device: Callable[[], Any] = torch.get_default_device
_numpys: Callable[[], Any] | None = None
_restore_numpys: Callable[[], Any] | None = None
_tensor_of: Callable[[list[float]], torch.Tensor] | None = None
_equal = torch.equal
_tensor, _float64 = torch.tensor, torch.float64
_TORCH_RNG = "torch's random state"
_PYTHON_RNG = "Python's random state"
_SEED = 0x5EED0000


def in_numpy(
    settings: Callable[[], Any],
    restore: Callable[[], Any],
    tensor_of: Callable[[list[float]], torch.Tensor],
) -> None:
    """Look at NumPy's way with errors too, which ``settings`` tells. PyTorch is out of reach, so
    that nobody sets its defaults; asking for them, setting them and making tensors of numbers
    would import a part of it."""
    global _default_device, _numpys, _restore_numpys, _tensor_of
    _default_device, _numpys, _restore_numpys, _tensor_of = str, settings, restore, tensor_of


def snapshot() -> dict[str, Any]:
    """Every setting by the name a learner knows it under."""
    numpys = {"NumPy's error settings": _numpys()} if _numpys is not None else {}
    return numpys | {
        "the default dtype": str(_default_dtype()),
        "gradient mode": _grad_enabled(),
        "inference mode": _inference(),
        _TORCH_RNG: _rng(),
        _PYTHON_RNG: _python_rng(),
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
    _torch_generator.manual_seed(_SEED + number)
    _seed_python(_SEED + number)


def probe() -> dict[str, torch.Tensor]:
    """What an honest computation gives now, by the name of the setting that it shows."""
    if _tensor_of is not None:
        return {_PYTHON_RNG: _tensor_of([_python_random() for _ in "abc"])}
    doubled = 2 * _tensor([1.0], requires_grad=True)
    return {
        "the default dtype": _tensor(0.5),
        "gradient mode": _tensor(doubled.requires_grad),
        _TORCH_RNG: torch.rand(3, dtype=_float64, generator=_torch_generator),
        _PYTHON_RNG: _tensor([_python_random() for _ in "abc"], dtype=_float64),
    }


def expected(number: int, numpy: bool = False) -> dict[str, torch.Tensor]:
    """What :func:`probe` gives where nothing was changed since ``disturb(number)``; nothing of
    the process that asks is touched. With ``numpy`` PyTorch is out of the candidate's reach."""
    python = random.Random(_SEED + number)
    if numpy:
        drawn = [python.random() for _ in "abc"]
        return {_PYTHON_RNG: torch.tensor(drawn, dtype=torch.float64)}
    return {
        "the default dtype": torch.tensor(0.5),
        "gradient mode": torch.tensor(True),
        _TORCH_RNG: torch.rand(
            3, dtype=_float64, generator=torch.Generator().manual_seed(_SEED + number)
        ),
        _PYTHON_RNG: torch.tensor([python.random() for _ in "abc"], dtype=_float64),
    }


def restore() -> None:
    """Undo what would make the next call's answer depend on this one's."""
    if _restore_numpys is not None:
        _restore_numpys()
        return
    torch.set_default_dtype(torch.float32)
    torch._C._set_grad_enabled(True)
