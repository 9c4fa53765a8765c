"""What a hidden check gets to work with: the exercise, the learner's candidate, fresh inputs.

The methods here ask the candidate and turn whatever is not a usable answer into a
:class:`CheckFailed` whose sentence says what happened, so that a check reads as its claim.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import torch

from exercises.spec import Spec
from grader import inputs
from grader.calls import Answer, Call
from grader.failure import compare, require_shapes, subject
from grader.inputs import Inputs
from grader.proxy import Candidate
from grader.solution import Function, Results, Solution
from grader.unusable import require_tensor

DTYPES = (torch.float32, torch.float64)

_DRAWS = 3

_T = TypeVar("_T")


class Case:
    def __init__(self, spec: Spec, solution: Solution, candidate: Candidate, seed: int) -> None:
        self.spec, self.solution, self.candidate, self.seed = spec, solution, candidate, seed
        self.wanted = spec.signature.wanted
        self.asked: list[tuple[Call, Answer]] = []
        """The last question that a check asked: what it failed by."""

    # -- inputs ----------------------------------------------------------------------------

    def settings(self) -> list[dict[str, Any]]:
        """Constructor arguments the hidden checks use; the first is the worked example's."""
        parameters = self.spec.signature.init
        if not parameters:
            return [{}]
        combinations = [
            dict(zip((p.name for p in parameters), values, strict=True))
            for values in itertools.product(*(p.values for p in parameters))
        ]
        first = dict(self.spec.examples[0].init)
        return [first, *(c for c in combinations if c != first)]

    def few_settings(self, most: int = 4) -> list[dict[str, Any]]:
        """The example's setting and a few more, each as unlike those before it as can be, so that
        every parameter takes as many of its values as there is room for."""
        first, *others = self.settings()
        chosen, left = [first], others[::-1]
        while left and len(chosen) < most:
            chosen.append(max(left, key=lambda one: _unlike(one, chosen)))
            left.remove(chosen[-1])
        return chosen

    def each_setting(self) -> Iterator[tuple[Inputs, dict[str, Any], dict[str, int]]]:
        """For every setting but the first one input for each dtype, in the sizes with most room;
        with the setting and the size."""
        sizes = itertools.cycle(self.roomy())
        for number, init in enumerate(self.settings()[1:]):
            random = inputs.generator(self.seed, self.spec.id, "parameters", number)
            for _ in DTYPES:
                dims = next(sizes)
                yield inputs.draw(self.spec, dims, random), init, dims

    def drawn(self, purpose: str, draws: int = _DRAWS) -> Iterator[Inputs]:
        """Fresh moderate inputs in every promised size."""
        for size, draw in itertools.product(range(len(self.spec.sizes)), range(draws)):
            random = inputs.generator(self.seed, self.spec.id, purpose, size, draw)
            yield inputs.draw(self.spec, self.spec.sizes[size], random)

    def roomy(self) -> list[dict[str, int]]:
        """The two promised sizes with the most elements: room for every side of a loss."""
        return sorted(self.spec.sizes, key=lambda dims: math.prod(dims.values()))[-2:]

    # -- what is right ---------------------------------------------------------------------

    def expected(self, values: Inputs, init: dict[str, Any]) -> Results:
        """The reference in float64."""
        found = self.solution.reference(inputs.cast(values, torch.float64), init)
        return tuple(result.detach() for result in found)

    def expected_gradients(
        self, values: Inputs, init: dict[str, Any], wanted: tuple[str, ...] | None = None
    ) -> tuple[Results, Inputs]:
        """The reference's results and its gradients, in float64; those of the oracle, which is
        PyTorch's, where the reference is written in NumPy and has none."""
        wanted = self.wanted if wanted is None else wanted
        if wanted and self.spec.signature.numpy:
            return gradients_of(self.solution.oracle, values, init, wanted)
        return gradients_of(self.solution.reference, values, init, wanted)

    # -- asking ----------------------------------------------------------------------------

    def differentiated(
        self, values: Inputs, init: dict[str, Any], *, upstream: float = 1.0, trace: bool = False
    ) -> Call:
        """A call whose gradients are asked for, as :meth:`expected_gradients` has them, times
        ``upstream``."""
        shapes: list[tuple[int, ...] | None] = [()]
        if not self.spec.signature.scalar:  # else there is no need to ask the reference
            shapes = [tuple(r.shape) if r.is_floating_point() else None
                      for r in self.expected(values, init)]  # fmt: skip
        seeds = tuple(
            None if shape is None else upstream * inputs.cotangent(place, shape)
            for place, shape in enumerate(shapes)
        )
        return Call(values, init, gradient=self.wanted, cotangents=seeds, trace=trace)

    def ask(self, *calls: Call) -> list[Answer]:
        """Answers that are usable tensors; anything else fails the check with a sentence."""
        return self.ask_beside(calls, lambda: None)[0]

    def ask_beside(self, calls: Sequence[Call], right: Callable[[], _T]) -> tuple[list[Answer], _T]:
        """The answers, and what is ``right``, which is found while the candidate computes."""
        found: list[_T] = []
        answers = self.candidate.ask(*calls, meanwhile=lambda: found.append(right()))
        self.asked = list(zip(calls, answers, strict=True))
        for call, answer in self.asked:
            require_tensor(answer, call, self.spec.signature.library)
        return answers, found[0]

    def require_right(
        self, answer: Answer, values: Inputs, init: dict[str, Any], scale: float = 1.0
    ) -> None:
        """Fail unless every result has its shape and every entry is within its bound."""
        self.require_results(answer, self.expected(values, init), values, scale)

    def require_results(
        self, answer: Answer, expected: Results, values: Inputs, scale: float = 1.0
    ) -> None:
        """The same where the reference's results are known already."""
        require_shapes(answer, expected, self.spec)
        for place, (got, want) in enumerate(zip(answer.values, expected, strict=True)):
            compare(got.to(want.dtype), want, values, subject(self.spec, place), scale)

    def total(self, results: Results) -> float:
        """One number out of all float results: the one whose gradients are compared."""
        return float(weighted(results).detach())


def _unlike(one: dict[str, Any], others: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """How many values in it are in none of the others, and in how few of them the others are."""
    again = [sum(other[name] == value for other in others) for name, value in one.items()]
    return again.count(0), -sum(again)


def weighted(results: Results) -> torch.Tensor:
    """The sum of the float results times what flows back into them."""
    parts = [
        (inputs.cotangent(place, tuple(result.shape)) * result.double()).sum()
        for place, result in enumerate(results)
        if result.is_floating_point()
    ]
    return torch.stack(parts).sum() if parts else torch.zeros((), dtype=torch.float64)


def gradients_of(
    function: Function, values: Inputs, init: dict[str, Any], wanted: tuple[str, ...]
) -> tuple[Results, Inputs]:
    """Results and gradients of one of our own functions, in float64: the gradient of a scalar,
    or of the sum of all float results times :func:`grader.inputs.cotangent`."""
    leaves = inputs.fresh(inputs.cast(values, torch.float64))
    for name in wanted:
        leaves[name].requires_grad_(True)
    found = function(leaves, init)
    detached = tuple(result.detach() for result in found)
    total = weighted(found)
    if not total.requires_grad:
        return detached, {n: torch.zeros_like(leaves[n]) for n in wanted}
    grads = torch.autograd.grad(total, [leaves[n] for n in wanted], allow_unused=True)
    return detached, {
        n: torch.zeros_like(leaves[n]) if g is None else g
        for n, g in zip(wanted, grads, strict=True)
    }
