"""What is asked of a candidate and what comes back, as the judge holds it.

Everything that arrives is the word of an adversary: bounded, typed, compared on this side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import torch

from grader import tolerance, wire
from grader.candidate import state
from grader.report import cleaned
from grader.watch import Gone


@dataclass(frozen=True)
class Call:
    """One call of the learner's code."""

    arguments: dict[str, Any]
    """By name, in order: tensors, lists of tensors, None."""
    init: dict[str, Any] = field(default_factory=dict)
    gradient: tuple[str, ...] = ()
    """The arguments whose gradient is asked for."""
    cotangents: tuple[torch.Tensor | None, ...] = ()
    """What flows back into each result, in its promised shape: the gradient is of the sum of
    the results times these. None for a result that is no float."""
    instance: str = ""
    wide: bool = False
    """Called with float64 as torch's default: what torch makes of plain numbers is then wide
    enough, and only what was made narrow before, or on purpose, is narrow."""
    layout: str = "plain"
    trace: bool = False
    extents: bool = False
    """Its trace holds :class:`grader.wire.Extent`s in the place of values, of tensors of any size,
    backwards included."""
    count: bool = False
    """Its calls of torch are counted."""
    weigh: bool = False
    """The memory it takes at its height is measured, backwards included."""
    probe: bool = False
    """Afterwards an honest computation shows whether a setting of the process was changed."""


@dataclass(frozen=True)
class Event:
    """A torch call on a line of the learner's, the value it gave and what it was made from."""

    line: int
    operation: str
    of: tuple[int, ...]
    """The numbers of other events; -1 for a tensor of the call, -2 for any other."""
    value: torch.Tensor


@dataclass(frozen=True)
class Answer:
    """What came back from one call; ``values`` and ``gradients`` are tensors on this side."""

    status: str
    report: dict[str, Any]
    values: tuple[torch.Tensor, ...] = ()
    """The results, in order, where all are tensors (``status`` is ``tensor``)."""
    gradients: dict[str, torch.Tensor | None] = field(default_factory=dict)
    trace: tuple[Event, ...] = ()
    changed_inputs: tuple[str, ...] = ()
    """The arguments that did not come back as they were sent."""
    left_behind: tuple[str, ...] = ()
    """The settings of the process that the call changed."""

    @property
    def value(self) -> torch.Tensor | None:
        """The result, several as :func:`as_one` lays them. None where there is none."""
        if len(self.values) == 1:
            return self.values[0]
        return as_one(self.values) if self.values else None

    def gradient(self, name: str, right: torch.Tensor) -> torch.Tensor | None:
        """The gradient of an argument; zeros where none reached it, ``right`` is zero in every
        entry and the result is no loss, which has to take ``backward``: a layer that drops
        everything may give a constant. None where there is none but should be."""
        got = self.gradients.get(name)
        if got is None and any(v.dim() for v in self.values) and not bool(right.any()):
            return torch.zeros_like(right)
        return got

    def slopes_close(self, right: Mapping[str, torch.Tensor]) -> bool:
        """Whether there is a gradient for each of these, and a close one."""
        return all(
            (got := self.gradient(name, slope)) is not None
            and tolerance.gradient_close(got.double(), slope)
            for name, slope in right.items()
        )

    def dtype(self, place: int = 0) -> str:
        """A result's own, whatever was said; a dtype that does not travel comes as float64."""
        said = self.names("dtypes")[place] if place < len(self.names("dtypes")) else ""
        own = wire.name_of(self.values[place].dtype) if place < len(self.values) else said
        return said if own in ("float64", "int64") and said and not wire.travels(said) else own

    @property
    def operations(self) -> int:
        """How many functions of torch were called, where that was asked."""
        return int(self.report.get("operations", 0))

    @property
    def taken(self) -> int:
        """By how many bytes the process grew beyond the most it had held, where that was asked."""
        return int(self.report.get("taken", 0))

    def names(self, key: str) -> list[str]:
        found = self.report.get(key, [])
        return [str(name)[:80] for name in found[:20]] if isinstance(found, list) else []


def as_one(values: tuple[torch.Tensor, ...]) -> torch.Tensor:
    """The results as one float64 tensor: the only one, or all of them end to end."""
    if len(values) == 1:
        return values[0].double()
    return torch.cat([value.double().flatten() for value in values])


def checked(raw: Any) -> dict[str, Any]:
    try:
        return cleaned(raw)
    except msgspec.ValidationError as error:
        raise Gone("nonsense") from error


def _sent_back(name: str, value: Any, out: wire.Tensors) -> bool:
    """Whether an argument came back as it was sent."""
    if isinstance(value, list | tuple):
        return all(_sent_back(f"{name}.{place}", one, out) for place, one in enumerate(value))
    return value is None or _alike(out.get(name), value)


def _alike(one: torch.Tensor | None, other: torch.Tensor) -> bool:
    if one is None or one.dtype != other.dtype or one.shape != other.shape:
        return False
    if torch.equal(one, other):  # as nearly always
        return True
    return bool(((one == other) | ((one != one) & (other != other))).all())


def read(
    number: int, call: Call, disturbed: int, raw: Any, out: wire.Tensors, numpy: bool
) -> Answer:
    report = checked(raw)
    status = report["status"]
    values: list[torch.Tensor] = []
    if status == "tensor":
        while (value := out.get(f"{number}.value.{len(values)}")) is not None:
            values.append(value)
        if not values:
            raise Gone("nonsense")
    gradients = {
        name: out.get(f"{number}.gradient.{name}") if kind == "tensor" else None
        for name, kind in report.get("gradients", {}).items()
    }
    trace = [
        Event(
            event["line"],
            event["operation"][:40],
            tuple(event["of"]),
            out[f"{number}.trace.{index}"],
        )
        for index, event in enumerate(report.get("trace", []))
        if f"{number}.trace.{index}" in out
    ]
    changed = tuple(
        name for name, value in call.arguments.items()
        if not _sent_back(f"{number}.after.{name}", value, out)
    )  # fmt: skip
    left = report.get("left_behind", [])
    if call.probe:
        left += [
            name for name, value in state.expected(disturbed, numpy).items()
            if not _alike(out.get(f"{number}.probe.{name}"), value) and name not in left
        ]  # fmt: skip
    return Answer(status, report, tuple(values), gradients, tuple(trace), changed, tuple(left))
