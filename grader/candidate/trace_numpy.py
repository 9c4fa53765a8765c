"""Records what the local variables of a learner's function in NumPy hold, with the line that made
each: what `trace` is for torch. A hint for the explanation, which never decides a verdict."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import torch

from grader.arrays import Bridge
from grader.wire import UNKNOWN

_MOST_EVENTS = 400
_LARGEST = 4096
_set_trace = sys.settrace


class Locals:
    """While it is entered, every array that a line of the file at ``path`` puts into a variable,
    or returns, is kept."""

    largest: int | None = _LARGEST
    """The most entries of one that is kept."""

    def __init__(self, path: str, bridge: Bridge) -> None:
        self.path, self.bridge = path, bridge
        self.seen: list[tuple[int, str, torch.Tensor]] = []
        self._known: set[int] = set()
        self._kept: list[Any] = []  # alive, so that no other array gets its id

    def __enter__(self) -> Locals:
        _set_trace(self._called)
        return self

    def __exit__(self, *_: object) -> None:
        _set_trace(None)

    def _called(self, frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename != self.path:
            return None
        for value in frame.f_locals.values():  # the arguments: no line of the file made them
            self._is_new(value)
        line = frame.f_lineno

        def look(frame: FrameType, event: str, result: Any) -> Any:
            nonlocal line
            for name, value in frame.f_locals.items():
                self._keep(line, name, value)
            if event == "return":
                for one in result if isinstance(result, tuple) else (result,):
                    self._keep(line, "return", one)
            line = frame.f_lineno
            return look

        return look

    def _is_new(self, value: Any) -> bool:
        if id(value) in self._known:
            return False
        self._known.add(id(value))
        self._kept.append(value)
        return True

    def _keep(self, line: int, name: str, value: Any) -> None:
        kind = type(value)
        array = kind is self.bridge.array_type or kind.__module__ == "numpy"
        if not array or not self.bridge.is_plain(value) or len(self.seen) >= _MOST_EVENTS:
            return
        small = self.largest is None or value.size <= self.largest
        if value.dtype.kind == "f" and small and self._is_new(value):
            self.seen.append((line, name, self.bridge.tensor(value).to(torch.float64)))

    def events(self, number: int, out: dict[str, torch.Tensor]) -> list[dict[str, Any]]:
        """What was kept as a report; the values go to ``out``."""
        report = []
        for index, (line, name, value) in enumerate(self.seen):
            out[f"{number}.trace.{index}"] = value.contiguous()
            report.append({"line": line, "operation": name[:40], "of": [UNKNOWN]})
        return report
