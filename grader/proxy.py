"""The judge's view of a candidate: ask, and get an answer or a reason why there is none.

Everything that arrives is treated as the word of an adversary: bounded, typed, compared on this
side. A candidate that dies, hangs or floods is replaced by a fresh one for the next question.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Any

import torch

from grader import wire
from grader.limits import Limits

_FIRST_ANSWER_SECONDS = 30.0  # confinement of a fresh process on a very busy machine


class Gone(Exception):
    """The candidate did not answer. ``reason``: ``cpu``, ``wall``, ``exit``, ``signal``,
    ``flood`` or ``nonsense`` are the learner's; ``machine`` is not."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True)
class Call:
    """One call of the learner's code."""

    arguments: dict[str, torch.Tensor]
    init: dict[str, Any] = field(default_factory=dict)
    gradient: tuple[str, ...] = ()
    upstream: float = 1.0
    instance: str = ""
    layout: str = "plain"
    trace: bool = False


@dataclass(frozen=True)
class Answer:
    """What came back from one call; ``value`` and ``gradients`` are tensors on this side."""

    status: str
    report: dict[str, Any]
    value: torch.Tensor | None = None
    gradients: dict[str, torch.Tensor | None] = field(default_factory=dict)
    trace: tuple[tuple[int, str, torch.Tensor], ...] = ()

    @property
    def dtype(self) -> str:
        return str(self.report.get("dtype", ""))

    @property
    def shape(self) -> list[int]:
        shape = self.report.get("shape", [])
        return shape if isinstance(shape, list) else []

    def names(self, key: str) -> list[str]:
        found = self.report.get(key, [])
        return [str(name)[:80] for name in found[:20]] if isinstance(found, list) else []


class Candidate:
    def __init__(self, control: socket.socket, limits: Limits, load: dict[str, Any]) -> None:
        self.control, self.limits, self.load_request = control, limits, load
        self.printed = bytearray()
        self.pid = 0
        self.sock: socket.socket | None = None
        self.output = -1
        self.loaded: dict[str, Any] | None = None

    # -- life ------------------------------------------------------------------------------

    def start(self) -> dict[str, Any]:
        """The answer to loading the file, from the present candidate or from a new one."""
        if self.sock is None:
            self._spawn()
            self.loaded = None
        if self.loaded is None:
            self.loaded, _ = self._ask({"do": "load", **self.load_request}, {}, first=True)
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
            wire.receive(self.sock, 1024, _Watch(self, first=True))
        except (wire.WireError, Gone) as error:
            self._end()
            said = self.printed.decode("utf-8", "replace").strip().splitlines()
            raise Gone(
                "machine",
                "no candidate process could be confined" + (f" ({said[-1]})" if said else ""),
            ) from error

    def _end(self) -> int:
        """Stop the present candidate; its wait status."""
        if self.sock is None:
            return 0
        wire.drain(self.output, self.printed, self.limits.output_kb * 1024)
        self.sock.close()
        self.sock = None
        self.control.sendall(b"K" + self.pid.to_bytes(4, "big"))
        status = int.from_bytes(self.control.recv(4), "big")
        wire.drain(self.output, self.printed, self.limits.output_kb * 1024)
        os.close(self.output)
        return status

    close = _end

    # -- asking ----------------------------------------------------------------------------

    def signature(self, init: dict[str, Any], arguments: int) -> dict[str, Any]:
        self.start()
        reply, _ = self._ask({"do": "signature", "init": init, "arguments": arguments}, {})
        return reply

    def ask(self, *calls: Call) -> list[Answer]:
        """Answers to these calls, in order."""
        self.start()
        header: list[dict[str, Any]] = []
        tensors: wire.Tensors = {}
        for number, call in enumerate(calls):
            header.append(
                {
                    "arguments": list(call.arguments),
                    "init": call.init,
                    "gradient": list(call.gradient),
                    "upstream": call.upstream,
                    "instance": call.instance,
                    "layout": call.layout,
                    "trace": call.trace,
                }
            )
            for name, value in call.arguments.items():
                tensors[f"{number}.{name}"] = value.contiguous()
        reply, out = self._ask({"do": "call", "calls": header}, tensors)
        reports = reply.get("answers")
        if not isinstance(reports, list) or len(reports) != len(calls):
            raise Gone("nonsense")
        return [_answer(n, report, out) for n, report in enumerate(reports)]

    def _ask(
        self, header: wire.Header, tensors: wire.Tensors, first: bool = False
    ) -> tuple[wire.Header, wire.Tensors]:
        assert self.sock is not None
        watch = _Watch(self, first)
        try:
            wire.send(self.sock, header, tensors)
            reply = wire.receive(self.sock, self.limits.reply_mb * 2**20, watch)
        except wire.WireError as error:
            status = self._end()
            if error.reason == "closed":
                raise _ended(status) from error
            raise Gone("flood" if error.reason == "too-large" else "nonsense") from error
        except Gone:
            self._end()
            raise
        watch.drain()
        return reply

    def restart(self) -> None:
        """Forget the present candidate; the next question starts a fresh one."""
        self._end()


class _Watch:
    """Called while the judge waits: reads what is printed and stops what does not end."""

    def __init__(self, candidate: Candidate, first: bool) -> None:
        self.candidate = candidate
        self.started = time.monotonic()
        self.cpu_started = _cpu_seconds(candidate.pid)
        self.wall = candidate.limits.wall_seconds_per_call + (_FIRST_ANSWER_SECONDS if first else 0)

    def drain(self) -> None:
        bound = self.candidate.limits.output_kb * 1024
        wire.drain(self.candidate.output, self.candidate.printed, bound)

    def __call__(self) -> None:
        self.drain()
        used = _cpu_seconds(self.candidate.pid) - self.cpu_started
        if used > self.candidate.limits.cpu_seconds_per_call:
            raise Gone("cpu", f"{self.candidate.limits.cpu_seconds_per_call:g}")
        if time.monotonic() - self.started > self.wall:
            if _state(self.candidate.pid) == "R":
                raise Gone("machine", "the machine is too busy to run the learner's code")
            raise Gone("wall", f"{self.candidate.limits.wall_seconds_per_call:g}")


def _cpu_seconds(pid: int) -> float:
    """Processor time of another process (Linux: its clock id is made from its pid)."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def _state(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            return file.read().rsplit(")", 1)[1].split()[0]
    except (OSError, IndexError):
        return "S"


def _ended(status: int) -> Gone:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
        return Gone("signal", name)
    return Gone("exit", str(os.WEXITSTATUS(status)))


def _answer(number: int, report: Any, out: wire.Tensors) -> Answer:
    if not isinstance(report, dict):
        raise Gone("nonsense")
    status = report.get("status")
    value = out.get(f"{number}.value")
    if status == "tensor" and value is None:
        raise Gone("nonsense")
    gradients: dict[str, torch.Tensor | None] = {}
    stated = report.get("gradients", {})
    if isinstance(stated, dict):
        for name, kind in stated.items():
            gradients[str(name)] = (
                out.get(f"{number}.gradient.{name}") if kind == "tensor" else None
            )
    events = []
    trace = report.get("trace", [])
    for index, event in enumerate(trace if isinstance(trace, list) else []):
        seen = out.get(f"{number}.trace.{index}")
        if isinstance(event, dict) and seen is not None:
            line, name = event.get("line", 0), event.get("operation", "?")
            events.append((int(line) if isinstance(line, int) else 0, str(name)[:40], seen))
    return Answer(str(status), report, value, gradients, tuple(events))
