"""Records the value of each torch call in the learner's forward, with its line and what it was
made from.

Used only after a failure, to find the first step that went wrong. What it records is a hint for
the explanation and never decides a verdict.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from grader.wire import GIVEN, UNKNOWN

_MOST_EVENTS = 400
_LARGEST = 4096
MOST_PARENTS = 20


class Recorder(TorchFunctionMode):
    """``given`` are the tensors of the call, so that an event can say it was made from them."""

    def __init__(self, path: str, given: Iterable[torch.Tensor]) -> None:
        super().__init__()
        self.path = path
        self.seen: list[tuple[int, str, list[int], torch.Tensor]] = []
        self._made_by: dict[int, int] = {id(tensor): GIVEN for tensor in given}
        self._kept: list[Any] = []  # alive, so that no other tensor gets its id

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Iterable[type],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        result = func(*args, **(kwargs or {}))
        several = result if isinstance(result, tuple | list) else [result]
        if not any(isinstance(one, torch.Tensor) for one in several):
            return result
        of = [self._parent(one) for one in _tensors((args, kwargs or {}))]
        for one in several:
            if isinstance(one, torch.Tensor):
                self._keep(one, str(getattr(func, "__name__", "?")), of)
        return result

    def _parent(self, one: torch.Tensor) -> int:
        return self._made_by.get(id(one), UNKNOWN)

    def _keep(self, one: torch.Tensor, name: str, of: list[int]) -> None:
        self._made_by[id(one)] = UNKNOWN
        self._kept.append(one)
        if not one.is_floating_point() or one.numel() > _LARGEST or len(self.seen) >= _MOST_EVENTS:
            return
        line = self._line()
        if line:
            with torch._C.DisableTorchFunction():
                value = one.detach().to(torch.float64).clone()
            self._made_by[id(one)] = len(self.seen)
            self.seen.append((line, name, of[:MOST_PARENTS], value))

    def _line(self) -> int:
        """The learner's line this call stands on, 0 when none does."""
        frame = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename == self.path:
                return frame.f_lineno
            frame = frame.f_back  # type: ignore[assignment]
        return 0

    def events(self, number: int, out: dict[str, torch.Tensor]) -> list[dict[str, Any]]:
        report = []
        for index, (line, name, of, value) in enumerate(self.seen):
            out[f"{number}.trace.{index}"] = value.contiguous()
            report.append({"line": line, "operation": name[:40], "of": of})
        return report


def _tensors(value: Any) -> Iterator[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _tensors(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _tensors(one)
