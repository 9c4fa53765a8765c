"""An exercise's solution as the judge uses it: the reference, its steps and the wrong ideas.

All are called with the arguments by name, in the order of the signature, and the plain ones by
name, and all give a tuple of results, so that whoever compares need not know what is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import torch

from exercises.spec import Spec

Given = dict[str, Any]
"""Arguments by name: tensors, lists of tensors, None."""
Results = tuple[torch.Tensor, ...]
Function = Callable[[Given, dict[str, Any]], Results]


class Solution:
    """What the module `solutions/<id>.py` says, ready to be called."""

    def __init__(self, spec: Spec, module: ModuleType) -> None:
        self.spec, self.module = spec, module
        self.mistakes: dict[str, Function] = {
            name: called(function) for name, function in module.MISTAKES.items()
        }
        self.reference: Function = called(module.reference)

    def steps(self, given: Given, init: dict[str, Any]) -> dict[str, torch.Tensor]:
        """The reference's intermediate values, by the names of the spec's steps."""
        found: dict[str, torch.Tensor] = self.module.steps(*given.values(), **init)
        return found


def load(spec: Spec) -> Solution:
    """The solution of an exercise, imported when it is first needed."""
    return Solution(spec, importlib.import_module(f"solutions.{spec.module}"))


def called(function: Callable[..., Any]) -> Function:
    """One of our own functions, called with the arguments in order; a tuple of its results."""
    return lambda given, init: results(function(*given.values(), **init))


def results(returned: Any) -> Results:
    """What a function returned, as a tuple of tensors."""
    return (returned,) if isinstance(returned, torch.Tensor) else tuple(returned)
