"""Records of each torch call in the learner's code how far its values go, whatever their size: what
`trace` does for small tensors, without their values. Says where numbers end in inf or nan, and what
is large. A hint for the explanation, which never decides a verdict."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from typing import Any

import torch
from torch.autograd.graph import saved_tensors_hooks

from grader.arrays import Bridge
from grader.candidate import trace, trace_numpy
from grader.wire import GIVEN, UNKNOWN

#: More than of values: an extent is small.
_MOST_EVENTS = 1000
_isnan, _isinf, _isfinite = torch.isnan, torch.isinf, torch.isfinite
_full, _stack, _float64 = torch.full, torch.stack, torch.float64
_Tensor = torch.Tensor
_untouched = torch._C.DisableTorchFunction
#: What is called when a tensor is kept for the backward pass.
SAVED = "saved"


def extent(value: torch.Tensor) -> torch.Tensor:
    """The fields of :class:`grader.wire.Extent`, as one tensor that travels."""
    plain = value.detach().to(_float64)
    finite = plain[_isfinite(plain)]
    some = finite.numel() > 0
    fields = [
        _full((), plain.numel()),
        finite.min() if some else _full((), 0),
        finite.max() if some else _full((), 0),
        (plain == 0).sum(),
        _isinf(plain).sum(),
        _isnan(plain).sum(),
    ]
    return _stack([field.to(_float64) for field in fields])


class Recorder(trace.Recorder):
    """As the one in `trace`; what autograd keeps for the backward pass is an event of its own. Does
    not keep alive what it has seen: that may be large."""

    def __init__(self, path: str, given: Iterable[torch.Tensor]) -> None:
        super().__init__(path, [])
        self._ours = {id(one): (weakref.ref(one), GIVEN) for one in given}
        self._saved: set[tuple[int, int]] = set()
        self._hooks: Any = saved_tensors_hooks(self._pack, lambda packed: packed)

    def __enter__(self) -> Recorder:
        super().__enter__()  # type: ignore[no-untyped-call]
        self._hooks.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._hooks.__exit__(*error)
        super().__exit__(*error)  # type: ignore[no-untyped-call]

    def _parent(self, one: torch.Tensor) -> int:
        known, number = self._ours.get(id(one), (lambda: None, UNKNOWN))
        return number if known() is one else UNKNOWN

    def _keep(self, one: torch.Tensor, name: str, of: list[int]) -> None:
        number = UNKNOWN
        line = self._line()
        if line and one.is_floating_point() and len(self.seen) < _MOST_EVENTS:
            with _untouched():
                number = len(self.seen)
                self.seen.append((line, name, of[: trace.MOST_PARENTS], extent(one)))
        self._ours[id(one)] = weakref.ref(one), number

    def _pack(self, one: torch.Tensor) -> torch.Tensor:
        with _untouched():
            place = (one.data_ptr(), one.numel())
            if place not in self._saved:
                self._saved.add(place)
                self._keep(one.detach(), SAVED, [])
        return one


class Locals(trace_numpy.Locals):
    """The same of the arrays in a learner's variables, where the file is written in NumPy."""

    largest = None

    def events(self, number: int, out: dict[str, torch.Tensor]) -> list[dict[str, Any]]:
        self.seen = [(line, name, extent(value)) for line, name, value in self.seen]
        return super().events(number, out)


def recorder(
    call: dict[str, Any], path: str, inputs: dict[str, Any], bridge: Bridge | None
) -> trace.Recorder | trace_numpy.Locals | None:
    """What records the values of a call, or how far they go; None where neither is asked."""
    if not (call.get("trace") or call.get("extents")):
        return None
    if bridge is not None:
        return (Locals if call.get("extents") else trace_numpy.Locals)(path, bridge)
    given = [value for value in inputs.values() if isinstance(value, _Tensor)]
    return (Recorder if call.get("extents") else trace.Recorder)(path, given)
