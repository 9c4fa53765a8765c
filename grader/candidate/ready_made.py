"""Answers that torch has ready in Python and that are no losses: refused where a spec forbids them.

Elsewhere they are tools like any other. What they are made of has no operator of its own that
could be refused instead.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Any

from torch.nn import utils

from grader.candidate import guard

Refusals = list[tuple[Any, types.CodeType]]

_clipping: Any = utils
#: The name in a spec, and the functions that go with it; `exercises/operators.txt` has the names.
FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "clip_grad_norm_": (_clipping.clip_grad_norm_, _clipping.clip_grads_with_norm_),
}


def refusals() -> dict[str, Refusals]:
    """For each name the functions, what they wrap too, and the code they are to get."""
    return {
        name: guard.refusals_for(_with_wrapped(functions), lambda own: own.lstrip("_"))
        for name, functions in FUNCTIONS.items()
    }


def _with_wrapped(functions: Iterable[Any]) -> list[types.FunctionType]:
    found = []
    for function in functions:
        while isinstance(function, types.FunctionType):
            found.append(function)
            function = getattr(function, "__wrapped__", None)
    return found
