"""Counts the torch functions a learner's forward calls.

Time against size is noisy; this is the same on every machine. Code that takes a dimension at once
calls as many for a thousand rows as for ten, a loop over it calls some for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from torch.overrides import TorchFunctionMode


class Counter(TorchFunctionMode):
    """``calls`` is how many there were while it was entered."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Iterable[type],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        self.calls += 1
        return func(*args, **(kwargs or {}))
