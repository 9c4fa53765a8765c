"""How far the values of each line of the learner's go, in one call, and what operations are called
in a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from grader.calls import Call
from grader.case import Case
from grader.wire import Extent

#: Operators by the names under which torch calls them.
_SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/", "truediv": "/", "true_divide": "/",
          "divide": "/", "subtract": "-", "multiply": "*", "matmul": "@", "pow": "**"}  # fmt: skip
#: What only lays values out in another way, or takes some of them.
LAYOUT = frozenset({"__getitem__", "unsqueeze", "squeeze", "view", "reshape", "flatten", "t",
                    "transpose", "permute", "expand", "expand_as", "contiguous", "__get__", "to",
                    "detach", "unbind", "select", "chunk", "split", "diagonal", "gather", "clone",
                    "double", "float", "take_along_dim", "index_select", "diag"})  # fmt: skip


class Seen(NamedTuple):
    """One traced call of torch, or one variable in NumPy, and how far its values go."""

    line: int
    name: str
    of: tuple[int, ...]
    extent: Extent

    @property
    def infinite(self) -> bool:
        return bool(self.extent.infs or self.extent.nans)

    @property
    def operation(self) -> str:
        return plain(self.name)

    @property
    def shown(self) -> str:
        return shown(self.name)


def plain(name: str) -> str:
    """The name of an operation without what Python or an in-place call puts around it."""
    bare = name.strip("_")
    for before in ("r", "i"):  # __rsub__, __isub__
        if name.startswith("__") and bare.removeprefix(before) in _SIGNS:
            return bare.removeprefix(before)
    return bare


def shown(name: str) -> str:
    """An operation as it stands in code: an operator by its sign."""
    return f"`{_SIGNS.get(plain(name), plain(name))}`"


def seen(case: Case, call: Call) -> list[Seen]:
    """What one call did, in order."""
    (answer,) = case.candidate.ask(replace(call, extents=True, trace=False, weigh=False))
    fields = len(Extent._fields)
    return [
        Seen(event.line, event.operation, event.of, Extent(*event.value.tolist()))
        for event in answer.trace
        if event.value.shape == (fields,)
    ]
