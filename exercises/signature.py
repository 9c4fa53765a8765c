"""What the learner writes, as data: the class or function, its arguments and results.

:mod:`exercises.notation` reads it from a spec. Stub, "what you are given", refusals, hidden
inputs and checks all follow from it.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from exercises.kinds import KINDS, Dtype, Kind
from exercises.texts import Text

Dim = str | int
Scalar = bool | int | float | str | None
Shape = list[Dim]
Gradient = Literal["wanted", "none", "open"]
"""Of an argument: compared; a gradient there is a mistake; or nothing is asked."""
Form = Literal["class", "function", "autograd"]
"""An `nn.Module` with `forward`, a function, or an `autograd.Function` with `forward` and
`backward`, inside which autograd is refused."""
Library = Literal["torch", "numpy"]
"""What it is written in: arguments and results are tensors, or NumPy's arrays."""


def at_most(dim: Dim) -> str | None:
    """`N` of the dimension `K <= N` of a result: how many there are depends on the values."""
    if not isinstance(dim, str) or " <= " not in dim:
        return None
    return dim.split(" <= ")[1]


class Argument(msgspec.Struct, frozen=True):
    """A tensor (or a list of tensors) the learner's code is called with."""

    name: str
    kind: str
    """A key of :data:`exercises.kinds.KINDS`."""
    shape: Shape
    meaning: Text
    gradient: Gradient = "open"
    of: Dim = ""
    """For kinds that count: the dimension (or number) they count in."""
    optional: bool = False
    """Whether None may come in its place."""
    has_default: bool = False
    """Whether it may be left out, which means None."""
    listed: bool = False
    """Whether a list of such tensors comes, each with its own size of the first dimension."""

    @property
    def about(self) -> Kind:
        return KINDS[self.kind]

    @property
    def dtype(self) -> Dtype:
        return KINDS[self.kind].dtype

    @property
    def grad(self) -> bool:
        """Whether a gradient with respect to it is compared."""
        return self.gradient == "wanted"


class Network(msgspec.Struct, frozen=True):
    """An argument that is called itself: a network of one hidden layer, whose weights come as the
    arguments `name.layer` and `name.readout`."""

    name: str
    takes: Dim
    """How many numbers go in, along the last axis."""
    gives: Dim | None
    """How many come out, along the last axis; None for one number without an axis of its own."""
    meaning: Text

    @property
    def result(self) -> Shape:
        """The dimensions of what comes out, after those that went in."""
        return [] if self.gives is None else [self.gives]


class Parameter(msgspec.Struct, frozen=True):
    """A plain argument: of the constructor, or of the function itself."""

    name: str
    dtype: Literal["float", "int", "bool", "str"]
    meaning: Text
    values: list[Scalar]
    """What hidden checks set it to; two or more, so that a fixed value is noticed."""
    required: bool = True
    default: Scalar = None
    keyword_only: bool = False


class Result(msgspec.Struct, frozen=True):
    """One thing that is returned; several come as a tuple in this order."""

    name: str
    shape: Shape
    dtype: Dtype = "float"


class Signature(msgspec.Struct, frozen=True):
    """The class or function the learner writes."""

    kind: Form
    name: str
    arguments: list[Argument]
    returns: list[Result]
    init: list[Parameter] = []
    """Plain arguments: the constructor's for a class, else the function's own."""
    order: list[str] = []
    """The names of all that `forward` or the function is called with, in order."""
    library: Library = "torch"
    networks: list[Network] = []

    @property
    def described(self) -> list[Argument | Network]:
        """The arguments in the order in which they are told: a network, then its weights."""
        begin = {f"{network.name}.layer": network for network in self.networks}
        return [
            one
            for argument in self.arguments
            for one in (begin.get(argument.name), argument)
            if one is not None
        ]

    @property
    def numpy(self) -> bool:
        """Whether it is written in NumPy: arrays in, arrays out, and no gradients."""
        return self.library == "numpy"

    def argument(self, name: str) -> Argument:
        """The argument called `name`; KeyError when there is none."""
        for argument in self.arguments:
            if argument.name == name:
                return argument
        raise KeyError(name)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The arguments whose gradient is compared."""
        return tuple(a.name for a in self.arguments if a.gradient == "wanted")

    @property
    def scalar(self) -> bool:
        """Whether one number is returned: a tensor without dimensions."""
        return len(self.returns) == 1 and not self.returns[0].shape

    @property
    def elementwise(self) -> bool:
        """Whether more dimensions would mean something too: one number with a gradient, of the
        elements of one vector or of two of the same length. More vectors than two are what is
        known of a sample each, and no elements."""
        plain = all(len(a.shape) == 1 and not a.of and not a.optional for a in self.arguments)
        one_size = len({tuple(a.shape) for a in self.arguments}) == 1
        two = len(self.arguments) <= 2
        return plain and one_size and two and self.scalar and bool(self.wanted)

    @property
    def dims(self) -> list[str]:
        """The named dimensions, in the order in which they first appear."""
        found: dict[str, None] = {}
        for argument in self.arguments:
            for dim in (*argument.shape, argument.of):
                if isinstance(dim, str) and dim:
                    found[dim] = None
        return list(found)

    @property
    def call(self) -> str:
        """How it is called, as one line of Python."""
        plain = [p.name for p in self.init]
        if self.kind == "class":
            return f"{self.name}({', '.join(plain)}).forward({', '.join(self.order)})"
        if self.kind == "autograd":
            return f"{self.name}.apply({', '.join(self.order)})"
        return f"{self.name}({', '.join(self.order)})"


def fits(value: Any, dtype: str) -> bool:
    """Whether a plain value is of the type that a parameter has; a whole number is a float."""
    if dtype == "float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    kinds: dict[str, type] = {"int": int, "bool": bool, "str": str}
    return type(value) is kinds[dtype]
