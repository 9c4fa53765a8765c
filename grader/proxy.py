"""The judge's view of a candidate: ask, and get an answer or a reason why there is none.

Everything that arrives is treated as the word of an adversary: bounded, typed, compared on this
side. A candidate that dies, hangs or floods is replaced by a fresh one for the next question.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Sequence
from typing import Any

from grader import wire
from grader.calls import Answer, Call, checked, read
from grader.limits import Limits
from grader.watch import Gone, Patience, Spent, Watch

_START_SECONDS = 30.0  # confinement of a fresh process on a very busy machine
_LARGEST_GREETING = 1024


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
            self.loaded = checked(reply)
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
        return checked(reply)

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
                    "extents": call.extents,
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
            read(number, call, first + number + 1, report, out, self.numpy)
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

    def forget(self) -> None:
        """Close what reaches the present candidate, which the warden ends with the grade."""
        if self.sock is not None:
            self.sock.close()
            os.close(self.output)
            self.sock = None


def _packed(name: str, value: Any, tensors: wire.Tensors) -> Any:
    """How an argument is described in a header: the name of its tensor, a list of such, None."""
    if isinstance(value, list | tuple):
        return [_packed(f"{name}.{place}", one, tensors) for place, one in enumerate(value)]
    if value is None:
        return None
    tensors[name] = value.contiguous()
    return name


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
