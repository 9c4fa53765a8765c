"""What a candidate says of itself, put into shape before anything reads it.

It comes from the learner's process, so any of it may be a lie, of any type, or missing. After
:func:`cleaned` every field that is there has its type and a bounded size, so that no check can
stumble over it; whatever does not fit is no answer. None of it can make a check pass, save how
often torch was called, which only the promise of no loop asks for.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

Count = Annotated[int, Meta(ge=0)]
Line = Annotated[int, Meta(ge=0, le=10**7)]
Parent = Annotated[int, Meta(ge=-2, le=10**7)]
Word = Annotated[str, Meta(max_length=200)]
Text = Annotated[str, Meta(max_length=2000)]
Words = Annotated[list[Word], Meta(max_length=200)]


class Frame(msgspec.Struct):
    """A line of the learner's file that was on the stack."""

    line: Line
    function: Word = ""
    code: Text = ""
    column: Line | None = None
    end_column: Line | None = None


class Event(msgspec.Struct):
    """A torch call of the learner's forward; its value travels as a tensor."""

    line: Line
    operation: Word = "?"
    of: Annotated[list[Parent], Meta(max_length=50)] = []
    """The events it was made from; -1 stands for a tensor of the call, -2 for any other."""


class Report(msgspec.Struct, omit_defaults=True):
    """The answer to loading, to asking for the signature, or to one call."""

    status: Word
    type: Word | None = None
    message: Text | None = None
    line: Line | None = None
    column: Line | None = None
    frames: Annotated[list[Frame], Meta(max_length=20)] = []
    builtin: Word | None = None
    unwritten: bool = False
    exits: bool = False
    memory: bool = False
    defined: Words = []
    names: Words = []
    refused: Words = []
    left_behind: Words = []
    shown: Word | None = None
    len: Count | None = None
    layout: Word | None = None
    dtypes: Words = []
    place: Count | None = None
    """Of several results, the one that is no tensor."""
    gradients: dict[Word, Word] = {}
    operations: Count = 0
    taken: Count = 0
    """Calls of torch: what is right does not depend on it."""
    trace: Annotated[list[Event], Meta(max_length=1000)] = []


def cleaned(raw: object) -> dict[str, Any]:
    """The report with everything unknown left out; ``msgspec.ValidationError`` if it is none."""
    found: dict[str, Any] = _printable(msgspec.to_builtins(msgspec.convert(raw, Report)))
    return found


#: Control characters, by which a message could take over a terminal.
_CONTROL = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\ufffd")


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isprintable() else value.translate(_CONTROL)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in value.items()}
    return value
