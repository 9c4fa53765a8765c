"""Numbers as a spec writes them down, and whether they keep an argument's promise.

Without torch: a spec is checked whenever the catalogue is read anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from exercises.signature import Argument

_CLOSE = 1e-3
"""How far printed probabilities may be from a sum of 1: they have four decimals."""

_SHORTEST = 0.1
"""Of a box: beside shorter sides the epsilon of 1e-7 that libraries add to areas would show."""


def number(value: Any) -> bool:
    """Whether it is a number that a float can hold: neither `1e999` nor 400 digits are.

    Infinity and nan are written `inf`, `-inf` and `nan`.
    """
    if isinstance(value, bool):
        return True
    if not isinstance(value, int | float):
        return value in ("inf", "-inf", "nan")
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def shape_of(values: Any) -> tuple[int, ...] | None:
    """The shape of nested lists of numbers, None when they are ragged or not numbers."""
    if not isinstance(values, list):
        return () if number(values) else None
    shapes = {shape_of(value) for value in values}
    if len(shapes) != 1:
        return None
    (inner,) = shapes
    return None if inner is None else (len(values), *inner)


def numbers(values: Any) -> Iterator[float]:
    """All numbers in nested lists."""
    if isinstance(values, list):
        for value in values:
            yield from numbers(value)
    else:
        yield float(values)


def rows(values: Any) -> Iterator[list[Any]]:
    """The lists along the last axis."""
    if isinstance(values, list):
        if any(isinstance(value, list) for value in values):
            for value in values:
                yield from rows(value)
        else:
            yield values


def promise_fault(values: Any, argument: Argument, sizes: dict[str, int]) -> str | None:
    """Whether a worked example keeps the promise its own statement makes about an argument."""
    kind = argument.kind
    flat = list(numbers(values))
    lines = list(rows(values))
    if not all(_is_written_as(argument.dtype, value) for value in _plain(values)):
        wanted = {"int": "whole numbers", "bool": "true and false", "float": "numbers"}
        return f"expected {wanted[argument.dtype]}, the argument is {kind}"
    if kind in ("one-hot", "binary") and not set(flat) <= {0, 1}:
        return f"expected zeros and ones, the argument is {kind}"
    if kind == "one-hot" and any(sum(line) != 1 for line in lines):
        return "expected exactly one 1 in every row, the argument is one-hot"
    if kind == "signs" and not set(flat) <= {-1, 1}:
        return "expected -1 and 1, the argument is signs"
    if kind == "probabilities" and any(
        min(line) < 0 or abs(sum(line) - 1) > _CLOSE for line in lines
    ):
        return "expected rows that sum to 1, the argument holds probabilities"
    if kind == "log-probabilities" and any(
        abs(sum(map(math.exp, line)) - 1) > _CLOSE for line in lines
    ):
        return "expected rows whose `exp` sums to 1, the argument holds log-probabilities"
    if kind == "chances" and not all(0 <= value <= 1 for value in flat):
        return "expected numbers from 0 to 1, the argument holds probabilities"
    if kind == "log-likelihoods" and any(value > 0 for value in flat):
        return "expected numbers of 0 or less, the argument holds log-probabilities"
    if kind == "bounded-logits" and not all(-20 <= value <= 20 for value in flat):
        return "expected numbers from -20 to 20"
    if kind == "positive" and any(value <= 0 for value in flat):
        return "expected positive numbers"
    if kind == "not-negative" and any(value < 0 for value in flat):
        return "expected numbers of 0 or more"
    if kind == "unit-vectors" and any(abs(sum(v * v for v in line) - 1) > _CLOSE for line in lines):
        return "expected vectors of length 1"
    if kind == "boxes" and any(min(x2 - x1, y2 - y1) < _SHORTEST for x1, y1, x2, y2 in lines):
        return "expected x1 < x2 and y1 < y2 in every box, and no side shorter than 0.1"
    if kind == "mask" and not all(any(line) for line in lines):
        return "expected true at least once in every row, the argument is a mask"
    if argument.of:
        most = sizes.get(argument.of, 0) if isinstance(argument.of, str) else argument.of
        low = 1 if kind == "lengths" else 0
        high = most if kind in ("lengths", "counts") else most - 1
        if most and not all(low <= value <= high for value in flat):
            return f"expected whole numbers from {low} to {high}, the argument is {kind}"
    return None


def _is_written_as(dtype: str, value: Any) -> bool:
    if dtype == "bool":
        return isinstance(value, bool)
    return not isinstance(value, bool) and (dtype == "float" or float(value).is_integer())


def _plain(values: Any) -> Iterator[Any]:
    if isinstance(values, list):
        for value in values:
            yield from _plain(value)
    else:
        yield values
