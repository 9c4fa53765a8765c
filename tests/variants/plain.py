"""An exercise's own functions, called with tensors and giving one."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from torch import Tensor

from exercises.spec import Spec
from grader.solution import Function, load

Plain = Callable[..., Tensor]


def settings(spec: Spec) -> list[dict[str, Any]]:
    """Every combination of the plain arguments' values."""
    names = [p.name for p in spec.signature.init]
    return [
        dict(zip(names, values, strict=True))
        for values in itertools.product(*(p.values for p in spec.signature.init))
    ]


class Functions:
    """Reference, oracle, steps and wrong ideas of an exercise with one result."""

    def __init__(self, spec: Spec) -> None:
        self.names = [a.name for a in spec.signature.arguments]
        self.solution = load(spec)
        self.reference = self._plain(self.solution.reference)
        self.oracle = self._plain(self.solution.oracle)
        self.mistakes = {
            name: self._plain(self.solution.mistaken(name)) for name in self.solution.wrong
        }

    def steps(self, *tensors: Tensor, **named: Any) -> dict[str, Tensor]:
        return self.solution.steps(*self._divided(tensors, named))

    def _plain(self, function: Function) -> Plain:
        def plain(*tensors: Tensor, **named: Any) -> Tensor:
            (result,) = function(*self._divided(tensors, named))
            return result

        return plain

    def _divided(
        self, tensors: tuple[Tensor, ...], named: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        given = {**dict(zip(self.names, tensors, strict=False)), **named}
        init = {name: value for name, value in given.items() if name not in self.names}
        return {name: given[name] for name in self.names}, init
