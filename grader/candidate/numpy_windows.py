"""Windows over an array that cannot reach beyond it, in the place of NumPy's own.

NumPy makes them with ``as_strided``, which lays an array over any address and is therefore
withdrawn (`numpy_reach`); a function that held on to it would be a way back to it. Here
``np.ndarray`` lays them over the array's memory, which holds strides against its length.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.candidate.numpy_reach import STRIDES, sentence
from grader.candidate.refusal import OutOfReach

_ndarray, _array = np.ndarray, np.array
_broadcast_to = np.broadcast_to


def sliding_window_view(
    x: Any, window_shape: Any, axis: Any = None, *, subok: bool = False, writeable: bool = False
) -> Any:
    """What ``np.lib.stride_tricks.sliding_window_view`` gives, in its words where it cannot.

    Of an array that is not contiguous a copy is taken first, as there is no other memory to hold
    the strides against: the windows are the same, only that they do not follow later changes."""
    window = tuple(window_shape) if np.iterable(window_shape) else (window_shape,)
    x = _array(x, copy=None, subok=subok)
    if any(size < 0 for size in window):
        raise ValueError("`window_shape` cannot contain negative values")
    axes = _axes(x.ndim, window, axis)
    trimmed = list(x.shape)
    for place, size in zip(axes, window, strict=True):
        if trimmed[place] < size:
            raise ValueError("window shape cannot be larger than input array shape")
        trimmed[place] -= size - 1
    if not x.flags.c_contiguous and writeable:
        raise ValueError("`writeable` windows are there only of an array that is contiguous")
    kind, x = type(x), _array(x, copy=None, order="C")
    strides = x.strides + tuple(x.strides[place] for place in axes)
    view: Any = _ndarray((*trimmed, *window), x.dtype, x, 0, strides)
    if kind is not _ndarray:
        view = view.view(type=kind)
    return view if writeable else _broadcast_to(view, view.shape, subok=subok)


def _axes(dimensions: int, window: tuple[Any, ...], axis: Any) -> tuple[int, ...]:
    """The axis that each size of a window belongs to."""
    if axis is None:
        if len(window) != dimensions:
            raise ValueError(
                "Since axis is `None`, must provide window_shape for all dimensions of `x`; "
                f"got {len(window)} window_shape elements and `x.ndim` is {dimensions}."
            )
        return tuple(range(dimensions))
    axes = tuple(axis) if np.iterable(axis) else (axis,)
    for place in axes:
        if not -dimensions <= place < dimensions:
            raise np.exceptions.AxisError(place, dimensions)
    if len(window) != len(axes):
        raise ValueError(
            f"Must provide matching length window_shape and axis; got {len(window)} window_shape "
            f"elements and {len(axes)} axes elements."
        )
    return tuple(place % dimensions for place in axes)


def spread(x: Any, shape: Any = None, strides: Any = None, *_: Any, **__: Any) -> Any:
    """In the place of ``as_strided`` inside NumPy, where ``np.vectorize`` calls it with a number
    and a shape, to know how shapes go together: no memory is looked at, so one number will do."""
    if shape is None or strides is not None or np.ndim(x):
        raise OutOfReach(sentence(STRIDES))
    return _broadcast_to(x, shape)
