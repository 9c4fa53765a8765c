"""The judge's view of a candidate: ask, and get an answer or a reason why there is none.

Everything that arrives is treated as the word of an adversary: bounded, typed, compared on this
side. A candidate that dies, hangs or floods is replaced by a fresh one for the next question.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import torch

from grader import wire
from grader.candidate import state
from grader.limits import Limits
from grader.report import cleaned
from grader.watch import Gone, Patience, Spent, Watch

__all__ = ["Answer", "Call", "Candidate", "Event", "Gone"]

_START_SECONDS = 30.0  # confinement of a fresh process on a very busy machine
_LARGEST_GREETING = 1024


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


class Candidate:
    def __init__(self, control: socket.socket, limits: Limits, load: dict[str, Any]) -> None:
        self.control, self.limits, self.load_request = control, limits, load
        self.numpy = load.get("library") == "numpy"
        self.printed = bytearray()
        self.pid = 0
        self.sock: socket.socket | None = None
        self.output = -1
        self.loaded: dict[str, Any] | None = None
        self.spent = Spent()
        self.calls = 0
        self.changed_inputs: set[str] = set()
        """Arguments that any call so far changed in place."""

    # -- life ------------------------------------------------------------------------------

    def start(self) -> dict[str, Any]:
        """The answer to loading the file, from the present candidate or from a new one."""
        self.spent.require_some_left()
        if self.sock is None:
            self._spawn()
            self.loaded = None
        if self.loaded is None:
            reply, _ = self._ask({"do": "load", **self.load_request}, {})
            self.loaded = _cleaned(reply)
        return self.loaded

    def _spawn(self) -> None:
        self.control.sendall(b"S")
        data, descriptors, _, _ = socket.recv_fds(self.control, 4, 2)
        if len(descriptors) != 2:
            raise Gone("machine", "no candidate could be started")
        self.pid = int.from_bytes(data, "big")
        self.sock = socket.socket(fileno=descriptors[0])
        self.output = descriptors[1]
        self._await_confinement()

    def _await_confinement(self) -> None:
        """Until a candidate reports that it is confined, the learner's code has not been read, so
        whatever goes wrong is ours."""
        assert self.sock is not None
        try:
            wire.receive(self.sock, _LARGEST_GREETING, Patience(_START_SECONDS).look)
        except (wire.WireError, Gone) as error:
            self._end()
            said = self.printed.decode("utf-8", "replace").strip().splitlines()
            raise Gone(
                "machine",
                "no candidate process could be confined" + (f" ({said[-1]})" if said else ""),
            ) from error

    def _end(self) -> tuple[int, bool]:
        """Stop the present candidate; its wait status, and whether it had to be killed."""
        if self.sock is None:
            return 0, False
        self._drain()
        self.sock.close()
        self.sock = None
        self.control.sendall(b"K" + self.pid.to_bytes(4, "big"))
        answer = self.control.recv(5, socket.MSG_WAITALL)
        self._drain()
        os.close(self.output)
        return int.from_bytes(answer[:4], "big"), answer[4:] == b"\x01"

    def _drain(self) -> None:
        kept = self.limits.output_kb * 1024
        self.spent.printed += wire.drain(self.output, self.printed, kept)

    # -- asking ----------------------------------------------------------------------------

    def signature(self, init: dict[str, Any], arguments: list[str]) -> dict[str, Any]:
        """Whether the learner's class or function can be built and called like this."""
        self.start()
        reply, _ = self._ask({"do": "signature", "init": init, "arguments": arguments}, {})
        return _cleaned(reply)

    def ask(self, *calls: Call, meanwhile: Callable[[], None] | None = None) -> list[Answer]:
        """Answers to these calls, in order. What is to be done ``meanwhile`` takes no time of its
        own where there is a second core."""
        self.start()
        header, tensors, first = self._written(calls)
        reply, out = self._ask({"do": "call", "calls": header}, tensors, meanwhile)
        answers = self._answers(reply, out, list(calls), first)
        self.changed_inputs.update(name for one in answers for name in one.changed_inputs)
        return answers

    def ask_of(self, sources: Sequence[str], *calls: Call) -> list[Answer]:
        """The answers that other texts in place of the file give to the same calls: all of the
        first text, then all of the second."""
        self.start()
        header, tensors, first = self._written(calls)
        asked = {"do": "other", "sources": list(sources), "calls": header}
        reply, out = self._ask(asked, tensors)
        return self._answers(reply, out, list(calls) * len(sources), first)

    def _written(self, calls: Sequence[Call]) -> tuple[list[dict[str, Any]], wire.Tensors, int]:
        header: list[dict[str, Any]] = []
        tensors: wire.Tensors = {}
        first = self.calls
        for number, call in enumerate(calls):
            self.calls += 1
            header.append(
                {
                    "arguments": {n: _packed(f"{number}.{n}", v, tensors)
                                  for n, v in call.arguments.items()},
                    "init": call.init,
                    "gradient": list(call.gradient),
                    "cotangents": _packed(f"{number}.cotangent", list(call.cotangents), tensors),
                    "instance": call.instance,
                    "wide": call.wide,
                    "layout": call.layout,
                    "trace": call.trace,
                    "count": call.count,
                    "weigh": call.weigh,
                    "probe": call.probe,
                    "disturb": self.calls,
                }
            )  # fmt: skip
        return header, tensors, first

    def _answers(
        self, reply: wire.Header, out: wire.Tensors, calls: list[Call], first: int
    ) -> list[Answer]:
        reports = reply.get("answers")
        if not isinstance(reports, list) or len(reports) != len(calls):
            raise Gone("nonsense")
        return [
            _answer(number, call, first + number + 1, report, out, self.numpy)
            for number, (call, report) in enumerate(zip(calls, reports, strict=True))
        ]

    def _ask(
        self,
        header: wire.Header,
        tensors: wire.Tensors,
        meanwhile: Callable[[], None] | None = None,
    ) -> tuple[wire.Header, wire.Tensors]:
        assert self.sock is not None
        self.spent.require_some_left()
        watch = Watch(self.pid, self.limits, self.spent)

        def idle() -> None:
            self._drain()
            watch.look()
            if self.spent.printed > self.limits.printed_mb * 2**20:
                raise Gone("printed", f"{self.limits.printed_mb:g}")

        try:
            wire.send(self.sock, header, tensors, idle)
            if meanwhile is not None:
                watch.past(meanwhile)
            return wire.receive(self.sock, self.limits.reply_mb * 2**20, idle, self.output)
        except wire.WireError as error:
            status, killed = self._end()
            if error.reason == "closed" and not killed:
                raise _ended(status) from error
            raise Gone("flood" if error.reason == "too-large" else "nonsense") from error
        except BaseException:  # of `meanwhile` too: an answer may still be on its way
            self._end()
            raise
        finally:
            watch.close()
            if self.sock is not None:
                self._drain()

    def restart(self) -> None:
        """Forget the present candidate; the next question starts a fresh one."""
        self._end()


def _packed(name: str, value: Any, tensors: wire.Tensors) -> Any:
    """How an argument is described in a header: the name of its tensor, a list of such, None."""
    if isinstance(value, list | tuple):
        return [_packed(f"{name}.{place}", one, tensors) for place, one in enumerate(value)]
    if value is None:
        return None
    tensors[name] = value.contiguous()
    return name


def _cleaned(raw: Any) -> dict[str, Any]:
    try:
        return cleaned(raw)
    except msgspec.ValidationError as error:
        raise Gone("nonsense") from error


def _ended(status: int) -> Gone:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGKILL:  # which it cannot send itself, and no limit of ours sends
            return Gone(
                "machine",
                "the process that runs the learner's code was killed from outside, "
                "as the system does when memory is short",
            )
        name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
        return Gone("signal", name)
    return Gone("exit", str(os.WEXITSTATUS(status)))


def _sent_back(name: str, value: Any, out: wire.Tensors) -> bool:
    """Whether an argument came back as it was sent."""
    if isinstance(value, list | tuple):
        return all(_sent_back(f"{name}.{place}", one, out) for place, one in enumerate(value))
    return value is None or _alike(out.get(name), value)


def _alike(one: torch.Tensor | None, other: torch.Tensor) -> bool:
    if one is None or one.dtype != other.dtype or one.shape != other.shape:
        return False
    return bool(((one == other) | ((one != one) & (other != other))).all())


def _answer(
    number: int, call: Call, disturbed: int, raw: Any, out: wire.Tensors, numpy: bool
) -> Answer:
    report = _cleaned(raw)
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
