"""The learner's function and the right one, asked the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import torch

from exercises.signature import Argument
from grader import inputs
from grader.case import Case
from grader.inputs import Inputs, cast
from grader.proxy import Call
from grader.solution import Results

#: Inputs with sizes of their own in every dimension.
_BASES = 3
_LEAST = 3
_RELATIVE = 1e-6


class Pair(NamedTuple):
    """What both made of one input; None where there are no numbers."""

    got: Results | None
    right: Results | None

    @property
    def whole(self) -> bool:
        return self.got is not None and self.right is not None

    @property
    def agree(self) -> bool:
        """Whether the learner's results are the right ones."""
        return equal(self.got, self.right)


class Both:
    """Both functions, and the inputs that all questions share."""

    def __init__(self, case: Case) -> None:
        self.case, self.spec, self.signature = case, case.spec, case.spec.signature
        self.init = case.settings()[0]
        self.kept: dict[str, Any] = {}
        """What several questions measure once."""

    @cached_property
    def bases(self) -> list[Inputs]:
        """Inputs in which every dimension has its own size."""
        names = self.signature.dims
        dims = {n: max(_LEAST + place, self.spec.least.get(n, 1)) for place, n in enumerate(names)}
        return [self.drawn(dims, "base", number) for number in range(_BASES)]

    @cached_property
    def at_bases(self) -> list[Pair]:
        return self.ask([(values, self.init) for values in self.bases])

    def drawn(self, dims: dict[str, int], *purpose: object) -> Inputs:
        random = inputs.generator(self.case.seed, self.spec.id, "property", *purpose)
        return inputs.draw(self.spec, dims, random)

    @cached_property
    def tensors(self) -> list[Argument]:
        """The arguments that are one tensor in every base."""
        return [
            a for a in self.signature.arguments
            if all(isinstance(values[a.name], torch.Tensor) for values in self.bases)
        ]  # fmt: skip

    @cached_property
    def floats(self) -> list[Argument]:
        return [a for a in self.tensors if a.dtype == "float"]

    def ask(self, asked: Sequence[tuple[Inputs, dict[str, Any]]]) -> list[Pair]:
        """What both make of each of these inputs, in float64."""
        if not asked:
            return []
        calls = [Call(cast(values, torch.float64), init) for values, init in asked]
        answers = self.case.candidate.ask(*calls)
        return [
            Pair(
                tuple(v.double() for v in answer.values) if answer.status == "tensor" else None,
                self.right(*one),
            )
            for one, answer in zip(asked, answers, strict=True)
        ]

    def right(self, values: Inputs, init: dict[str, Any]) -> Results | None:
        """The right results; None where the reference cannot take what nobody promised it."""
        try:
            return tuple(r.double() for r in self.case.expected(values, init))
        except (RuntimeError, ValueError, IndexError):
            return None


def equal(one: Results | None, other: Results | None) -> bool:
    """Whether two results are the same numbers, up to rounding; no numbers are equal to nothing."""
    if one is None or other is None or len(one) != len(other):
        return False
    return all(close(a, b) for a, b in zip(one, other, strict=True))


def close(one: torch.Tensor, other: torch.Tensor) -> bool:
    if one.shape != other.shape:
        return False
    finite = other[torch.isfinite(other)]
    size = float(finite.abs().max()) if finite.numel() else 0.0
    return torch.allclose(
        one, other, rtol=_RELATIVE, atol=_RELATIVE * (size + 1e-6), equal_nan=True
    )
