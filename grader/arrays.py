"""Tensors as NumPy's arrays and back, for exercises that are written in NumPy.

Everything of ours is a tensor: hidden inputs, what travels, what is compared. Only the learner's
file, the answer and what is written like it see arrays. Bytes are copied, so that nothing shares
its memory and torch need not have been built with NumPy in sight.
"""

from __future__ import annotations

from typing import Any

import torch

from grader import wire

_DTYPES = {
    torch.float64: "float64",
    torch.float32: "float32",
    torch.int64: "int64",
    torch.bool: "bool",
}
_NAMES = {name: dtype for dtype, name in _DTYPES.items()}
#: The dtype in which each of NumPy's sorts of number travels, where its own does not.
_WIDEST = {"f": "float64", "i": "int64", "u": "int64", "b": "bool"}


class Bridge:
    """The way between the two. NumPy is imported when one is made, and what is needed of it is
    kept: in a candidate little else of it stays within reach."""

    def __init__(self) -> None:
        import numpy as np

        self._over, self._empty, self._asarray = np.frombuffer, np.empty, np.asarray
        self._contiguous, self._stack = np.ascontiguousarray, np.stack
        self._zeros_like = np.zeros_like
        self.array_type: Any = np.ndarray
        self.number_type: Any = np.generic

    def array(self, value: Any, layout: str = "plain") -> Any:
        """A tensor, a list of tensors or None, as arrays with memory of their own; ``strided``:
        as views whose strides do not match their shape."""
        if value is None:
            return None
        if isinstance(value, list):
            return [self.array(one, layout) for one in value]
        shape, dtype = tuple(value.shape), _DTYPES[value.dtype]
        if not value.numel():
            return self._empty(shape, dtype=dtype)
        plain = self._over(wire.bytes_of(value.detach()), dtype=dtype).reshape(shape).copy()
        if layout == "plain" or not shape:
            return plain
        return self._stack((plain, self._zeros_like(plain)), axis=-1)[..., 0]

    def tensor(self, value: Any) -> torch.Tensor:
        """An array, one of NumPy's numbers or a plain one as a tensor, in the widest dtype of its
        sort where its own does not travel; TypeError for anything else."""
        found = self._asarray(value)
        if found.dtype.kind not in _WIDEST:
            raise TypeError(f"{found.dtype} is no dtype of numbers")
        name = str(found.dtype)
        name = name if name in _NAMES else _WIDEST[found.dtype.kind]
        raw = bytearray(self._contiguous(found.astype(name)).tobytes())
        if not raw:
            return torch.empty(tuple(found.shape), dtype=_NAMES[name])
        return wire.over(raw, dtype=_NAMES[name]).reshape(tuple(found.shape))

    def is_plain(self, value: Any) -> bool:
        """Whether it is an array or a number, and no subclass with a mind of its own."""
        kind = type(value)
        if kind is self.array_type or kind in (int, float, bool):
            return True
        return kind.__module__ == "numpy" and issubclass(kind, self.number_type)


_bridge: list[Bridge] = []


def bridge() -> Bridge:
    """The one of this process; ModuleNotFoundError where NumPy is not installed."""
    if not _bridge:
        _bridge.append(Bridge())
    return _bridge[0]
