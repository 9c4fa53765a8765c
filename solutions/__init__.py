"""One module an exercise: the model answer as real code, an independent oracle, the wrong ideas.

A module defines

* the class or function that the spec's ``write`` names: what the learner sees after passing and,
  in float64, what their code is compared with;
* ``oracle``: the same along another route, with the tensors in order and the plain arguments by
  name;
* ``WRONG``: ideas people have instead, each an :func:`edit` of the answer (or a whole function,
  by :func:`instead`) with the sentence that names it;
* where arguments depend on each other, ``inputs(draw, sizes)`` (see ``grader/draws.py``); it is
  :func:`further` where it only draws rarer values, and what the kinds say is all that is promised.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from torch import Tensor

_Inputs = Callable[["Draw", dict[str, int]], dict[str, "Tensor"]]


def further(inputs: _Inputs) -> _Inputs:
    """Marks inputs that any others of their kinds may stand in for: small whole numbers, too."""
    setattr(inputs, "further", True)  # noqa: B010
    return inputs


class Wrong(NamedTuple):
    """A wrong idea: runnable, with what it means in both languages."""

    en: str
    zh: str
    there: str = ""
    """What stands in the answer; once, however it is broken into lines."""
    written: str = ""
    """What a learner writes in its place."""
    function: Callable[..., Any] | None = None
    """Or the whole idea, called like the oracle."""


def edit(there: str, written: str, en: str, zh: str) -> Wrong:
    """The answer with ``written`` where ``there`` stands."""
    return Wrong(en, zh, there, written)


def instead(function: Callable[..., Any], en: str, zh: str) -> Wrong:
    """Another function altogether, where an edit will not do."""
    return Wrong(en, zh, function=function)


class Network(Protocol):
    """A network that is given: tanh(x @ layer.T) @ readout.T (`grader.networks.Network`)."""

    layer: Tensor
    readout: Tensor

    def __call__(self, x: Tensor) -> Tensor: ...


class Draw(Protocol):
    """What `inputs` gets to draw from: `grader.draws.Draw`, in float64, int64 or bool."""

    def kind(self, name: str, *shape: int, of: int = 0) -> Tensor: ...

    def normal(self, *shape: int) -> Tensor: ...

    def uniform(self, *shape: int, low: float = 0.0, high: float = 1.0) -> Tensor: ...

    def whole(self, low: int, high: int, *shape: int) -> Tensor: ...

    def coin(self, *shape: int, chance: float = 0.5) -> Tensor: ...

    def policies(self, *shape: int, near: float = 0.3) -> tuple[Tensor, Tensor]: ...

    def spread_out(self, values: Tensor, axis: int) -> Tensor: ...

    def responses(self, pairs: int) -> tuple[Tensor, Tensor]: ...
