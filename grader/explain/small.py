"""Small inputs that keep what an exercise promises, for the search for the smallest example.

Small whole numbers where a kind allows them; where the exercise draws its arguments itself,
they are drawn by it, as nobody else knows what they promise each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from hypothesis import strategies as st

from exercises.signature import Argument
from exercises.spec import Spec
from grader import inputs
from grader.draws import shape_of
from grader.inputs import Inputs

LARGEST_NUMBER = 3
_LARGEST_DIM = 3


def small_inputs(spec: Spec, numbers: list[int], about: str) -> st.SearchStrategy[Inputs]:
    # a size that is never 1 among the promised ones is not made 1 here either
    least = {
        name: spec.least.get(name, min(2, *(s[name] for s in spec.sizes), 2))
        for name in spec.signature.dims
    }
    plain = all(
        a.kind in _PLAIN and not (a.listed or a.optional) for a in spec.signature.arguments
    ) and not inputs.has_own(spec)
    #: What is followed far out; whatever else there is keeps to small numbers.
    far = {argument.name for argument in inputs.reals(spec)}
    small = [n for n in numbers if abs(n) <= LARGEST_NUMBER]
    taken = {v for p in spec.signature.init for v in p.values}
    if about == "gradient":  # boxes of whole numbers share edges, where there is no derivative
        plain = plain and not any(a.kind == "boxes" for a in spec.signature.arguments)

    @st.composite
    def build(draw: st.DrawFn) -> Inputs:
        dims = {name: draw(st.integers(low, max(low, _LARGEST_DIM))) for name, low in least.items()}
        if not plain:  # promises that small whole numbers cannot keep
            seed = draw(st.integers(0, _MOST_SEEDS))
            return inputs.draw(spec, dims, inputs.generator(seed, spec.id, "counterexample"))
        return {
            argument.name: _promised(
                spec,
                argument,
                _tensor(draw, argument, dims, numbers if argument.name in far else small, taken),
            )
            for argument in spec.signature.arguments
        }

    return build()


_MOST_SEEDS = 20
#: The kinds whose promise small whole numbers keep, or keep after a softmax.
_PLAIN = {"values", "logits", "bounded-logits", "one-hot", "binary", "signs", "probabilities",
          "log-probabilities", "log-likelihoods", "chances", "class-ids", "timesteps", "lengths",
          "counts", "flags", "mask", "positive", "not-negative", "boxes"}  # fmt: skip
_CHOICES: dict[str, list[float]] = {
    "binary": [0, 1], "flags": [0, 1], "signs": [1, -1], "positive": [1, 2, 3],
    "not-negative": [0, 1, 2, 3], "log-likelihoods": [-1, -2, -3], 
    "chances": [0.5, 0.25, 0.75, 0.375, 0.625],    "mask": [1, 0],
}  # fmt: skip
_BOXES = [[0, 0, 2, 2], [1, 1, 3, 3], [0, 0, 1, 1], [2, 0, 4, 2], [0, 1, 3, 2], [2, 2, 3, 3]]


def _tensor(
    draw: st.DrawFn,
    argument: Argument,
    dims: dict[str, int],
    numbers: Sequence[float],
    taken: set[Any],
) -> torch.Tensor:
    shape = shape_of(argument, dims)
    size = math.prod(shape)
    kind = argument.kind
    if kind == "one-hot":
        rows = size // shape[-1]
        classes = draw(st.lists(st.integers(0, shape[-1] - 1), min_size=rows, max_size=rows))
        hot = torch.nn.functional.one_hot(torch.tensor(classes), shape[-1])
        return hot.reshape(shape).double()
    if kind == "boxes":
        boxes = draw(st.lists(st.sampled_from(_BOXES), min_size=size // 4, max_size=size // 4))
        return torch.tensor(boxes, dtype=torch.float64).reshape(shape)
    if argument.of:
        of = dims[argument.of] if isinstance(argument.of, str) else argument.of
        last = of + 1 if kind in ("lengths", "counts") else of
        numbers = list(range(1 if kind == "lengths" else 0, last))
    elif kind in _CHOICES:
        # a chance that equals a parameter is an edge that is never drawn
        numbers = [n for n in _CHOICES[kind] if kind != "chances" or n not in taken]
    flat = draw(st.lists(st.sampled_from(numbers), min_size=size, max_size=size))
    dtype = {"float": torch.float64, "int": torch.int64, "bool": torch.bool}[argument.dtype]
    values = torch.tensor(flat, dtype=dtype).reshape(shape)
    if kind == "mask" and shape and size:
        values[..., 0] |= ~values.any(dim=-1)
    if kind == "probabilities":
        return values.softmax(-1)
    if kind == "log-probabilities":
        return values.log_softmax(-1)
    return values


def _promised(spec: Spec, argument: Argument, value: torch.Tensor) -> torch.Tensor:
    """Without rows of zeros where an exercise promises nothing about zeros: a vector is divided by
    its length there."""
    if argument.kind != "values" or spec.check("corners").level != "off" or not value.dim():
        return value
    value[..., 0] = torch.where((value == 0).all(-1), 1.0, value[..., 0])
    return value
