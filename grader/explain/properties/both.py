"""The learner's function and the right one, asked the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import torch

from exercises.signature import Argument
from grader import inputs
from grader.calls import Call
from grader.case import Case
from grader.inputs import Inputs, cast
from grader.solution import Results

#: Inputs with sizes of their own in every dimension.
_BASES = 3
_LEAST = 3
#: The most of a dimension, and of an argument, where what was found is asked again.
_MOST, _ENTRIES = 9, 64
_RELATIVE = 1e-6
_LARGEST = 1e10


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

    def __init__(self, case: Case, turn: int = 0, init: dict[str, Any] | None = None) -> None:
        self.case, self.spec, self.signature = case, case.spec, case.spec.signature
        self.init = case.settings()[0] if init is None else init
        self.turn = turn
        """Of 1 and more everything is drawn anew: what was found is asked again there."""
        self.kept: dict[str, Any] = {}
        """What several questions measure once."""

    @cached_property
    def bases(self) -> list[Inputs]:
        """Inputs in which every dimension has its own size."""
        return [self.drawn(self._dims(), "base", number) for number in range(_BASES)]

    def called(self, place: int) -> tuple[str, str]:
        """A result in a sentence of either language, by its name where there are several."""
        returns = self.signature.returns
        if len(returns) == 1:
            return "result", "结果"
        return f"`{returns[place].name}`", f" `{returns[place].name}` "

    def size_of(self, argument: Argument) -> int:
        """How many different numbers an argument of ids may hold in the inputs that are shared."""
        return self._dims()[argument.of] if isinstance(argument.of, str) else int(argument.of or 0)

    def _dims(self) -> dict[str, int]:
        names = self.signature.dims
        if self.turn == 0:
            return {n: max(_LEAST + p, self.spec.least.get(n, 1)) for p, n in enumerate(names)}
        random = inputs.generator(self.case.seed, self.spec.id, "dims", self.turn)
        least = {n: self.spec.least.get(n, 2) for n in names}
        # in the first turns as much as there is room for, which shows most
        low = {n: max(_MOST if self.turn % 2 else 3, least[n]) for n in names}
        dims = {n: int(torch.randint(low[n], max(low[n], _MOST) + 1, (), generator=random))
                for n in names}  # fmt: skip
        while self._largest(dims) > _ENTRIES and any(dims[n] > least[n] for n in names):
            dims[max(names, key=lambda n: dims[n] - least[n])] -= 1
        return dims

    def _largest(self, dims: dict[str, int]) -> int:
        """The most entries that an argument or a result has."""
        every = [a.shape for a in self.signature.arguments]
        every += [r.shape for r in self.signature.returns]
        shapes = [[dims.get(str(d), d) for d in shape] for shape in every]
        return max((math.prod(d for d in s if isinstance(d, int)) for s in shapes), default=0)

    @cached_property
    def at_bases(self) -> list[Pair]:
        return self.ask([(values, self.init) for values in self.bases])

    def drawn(self, dims: dict[str, int], *purpose: object) -> Inputs:
        again = (self.turn,) if self.turn else ()
        random = inputs.generator(self.case.seed, self.spec.id, "property", *again, *purpose)
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
        right = [self.right(*one) for one in asked]
        return [
            Pair(None if _swallows(answer.values, r) or answer.status != "tensor"
                 else tuple(v.double() for v in answer.values), r)
            for answer, r in zip(answers, right, strict=True)
        ]  # fmt: skip

    def right(self, values: Inputs, init: dict[str, Any]) -> Results | None:
        """The right results; None where the reference cannot take what nobody promised it."""
        try:
            return tuple(r.double() for r in self.case.expected(values, init))
        except (RuntimeError, ValueError, IndexError):
            return None


def _swallows(got: Results, right: Results | None) -> bool:
    """Whether a result is so large, where the right one is not, that nothing else can be seen in
    it: what it stands still for is lost in rounding."""
    if right is None or len(got) != len(right):
        return False
    return any(
        bool((g.double().abs() > _LARGEST * (1 + r.abs().max())).any())
        for g, r in zip(got, right, strict=True)
        if r.numel() and bool(torch.isfinite(r).all())
    )


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
