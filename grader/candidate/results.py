"""What came back from a call, as it travels: values, dtypes, gradients, or why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import torch

from grader import wire

if TYPE_CHECKING:
    from grader.arrays import Bridge

_Tensor = torch.Tensor
_run_backward = torch.autograd.Variable._execution_engine.run_backward
_is_strided = torch.strided
_cpu = torch.device("cpu")
LARGEST = 1_000_000
#: The dtypes that travel; what is wider or narrower comes in the widest of its sort.
DTYPES = (torch.float32, torch.float64, torch.int64, torch.bool)


def tensors_described(found: list[Any], number: int, out: wire.Tensors) -> dict[str, Any]:
    dtypes = []
    for place, result in enumerate(found):
        fault = _fault(result)
        if fault is not None:
            return {**fault, "place": place}
        dtypes.append(str(result.dtype).removeprefix("torch."))
    for place, result in enumerate(found):
        plain = result.detach()
        if plain.dtype not in DTYPES:
            plain = plain.to(torch.float64 if plain.is_floating_point() else torch.int64)
        out[f"{number}.value.{place}"] = plain.clone(memory_format=torch.contiguous_format)
    return {"status": "tensor", "dtypes": dtypes}


def arrays_described(
    found: list[Any], number: int, out: wire.Tensors, bridge: Bridge, scalars: list[bool]
) -> dict[str, Any]:
    """The same of arrays. Where one number is asked for a plain one will do."""
    dtypes = []
    for place, result in enumerate(found):
        kind = type(result)
        plain = kind in (int, float, bool)
        if not bridge.is_plain(result) or (plain and not scalars[place]):
            return {**_no_tensor(result), "place": place}
        size = 1 if plain else int(result.size)
        dtype = kind.__name__ if plain else str(result.dtype)
        if size > LARGEST or (not plain and result.dtype.kind not in "fiub"):
            shape = [] if plain else list(result.shape)
            layout = f"{dtype} of shape {shape}"[:80]
            return {"status": "odd-tensor", "layout": layout, "place": place}
        dtypes.append({"float": "float64", "int": "int64"}.get(dtype, dtype))
        out[f"{number}.value.{place}"] = bridge.tensor(result)
    return {"status": "tensor", "dtypes": dtypes}


def gradients(
    found: Sequence[Any],
    cotangents: list[torch.Tensor | None],
    leaves: wire.Tensors,
    number: int,
    out: wire.Tensors,
) -> dict[str, str]:
    """Per input: ``tensor``, ``none`` (no result depends on it, or it was told to take none) or
    ``raised``.

    The engine is called directly, so a replaced ``torch.autograd.grad`` changes nothing.
    """
    pairs = [
        (result, cotangent.to(result.dtype).reshape(result.shape))
        for result, cotangent in zip(found, cotangents, strict=True)
        if cotangent is not None and result.requires_grad
    ]
    if not pairs:
        return dict.fromkeys(leaves, "none")
    report = dict.fromkeys(leaves, "none")
    taking = {name: leaf for name, leaf in leaves.items() if leaf.requires_grad}
    if not taking:
        return report
    grads = _run_backward(
        tuple(result for result, _ in pairs), tuple(seed for _, seed in pairs), False, False,
        tuple(taking.values()), allow_unreachable=True, accumulate_grad=False,
    )  # fmt: skip
    for name, grad in zip(taking, grads, strict=True):
        if grad is None:
            report[name] = "none"
        else:
            report[name] = "tensor"
            out[f"{number}.gradient.{name}"] = grad.detach().clone().contiguous()
    return report


def _fault(result: Any) -> dict[str, Any] | None:
    """Why a result is no plain tensor that can travel; None when it is one."""
    if type(result) is not _Tensor:
        return _no_tensor(result)
    if result.layout is not _is_strided or result.device != _cpu or result.is_quantized:
        return {"status": "odd-tensor", "layout": f"{result.layout} on {result.device}"[:80]}
    if result.numel() > LARGEST or result.is_complex():
        dtype = str(result.dtype).removeprefix("torch.")
        layout = f"{dtype} of shape {list(result.shape)}"[:80]
        return {"status": "odd-tensor", "layout": layout}
    return None


def _no_tensor(result: Any) -> dict[str, Any]:
    kind = type(result)
    is_plain = kind in (int, float, bool, str, type(None))
    shown = repr(result)[:60] if is_plain else ""
    size = len(result) if kind in (tuple, list, dict) else None
    return {"status": "not-tensor", "type": kind.__name__[:80], "shown": shown, "len": size}


def take(found: Sequence[Any], cotangents: list[torch.Tensor | None]) -> bool:
    """Whether the results have the shapes in which something is to flow back."""
    return len(found) == len(cotangents) and all(
        c is None or (r.is_floating_point() and (r.shape == c.shape or r.numel() == c.numel() == 1))
        for r, c in zip(found, cotangents, strict=True)
    )
