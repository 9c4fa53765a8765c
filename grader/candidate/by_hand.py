"""Inside a hand-written `forward` and `backward` autograd is refused: the gradient is the exercise.

PyTorch switches the recording of graphs off while it runs either of them, so whoever computes with
it on, on a level of `torch.func` or with dual numbers, has switched it on again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch.autograd import forward_ad
from torch.overrides import TorchFunctionMode

from grader.candidate import guard

NAME = "autograd"
_recording = torch.is_grad_enabled
_level = torch._C._functorch.maybe_current_level


class ByHand(TorchFunctionMode):
    """Refuses what the learner's file at `path` computes with autograd."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Iterable[type],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        dual = forward_ad._current_level >= 0
        if (dual or _recording() or _level() is not None) and self._from_the_file():
            guard.refuse(NAME)
        return func(*args, **(kwargs or {}))

    def _from_the_file(self) -> bool:
        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_code.co_filename == self.path:
                return True
            frame = frame.f_back  # type: ignore[assignment]
        return False
