"""One client's warden: forks the judge and the candidates, passes verdicts on, cleans up.

It holds neither the reference nor, until the processes of the grade are forked, the learner's
code. It is forked from the zygote for one client, maybe ahead of time, is the parent of all
processes of its grades, and leaves none of them behind. A client that has many files of one
exercise sends one request after another: they share the judge, which no code of a learner's ever
enters, and each gets candidates of its own.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import socket
import sys
import time

import msgspec

from exercises import libraries
from grader import frames, processes
from grader.candidate import confine
from grader.limits import limits_from
from grader.nursery import Candidate, Nursery
from grader.specs import catalogue
from grader.verdict import Request, Verdict, failure_of_ours

_PR_SET_CHILD_SUBREAPER = 36
#: How long a client may take to ask.
_REQUEST_SECONDS = 30.0
#: The client went away, or asked nothing that can be read.
NO_REQUEST = (frames.Closed, TimeoutError, msgspec.DecodeError)


class Warden:
    def __init__(self, confinement: confine.Confinement) -> None:
        self.nursery = Nursery(confinement)
        self.waiting: Candidate | None = None
        self.judge = 0
        confine.hide_memory()
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def stand_by(self, likely: str) -> None:
        """Fork judge and candidate before there is anything to grade: a candidate as most
        requests want it, already confined, and a judge that has read everything but the request,
        the solution of the exercise that is ``likely`` to be asked for included.
        """
        self._fork_judge(likely)
        self.waiting = self.nursery.fork()
        catalogue()

    def attend(self, client: socket.socket, request: Request) -> None:
        """Grade one request and answer the client, then each that follows; a connection that ends
        without an answer says that another warden is to be asked."""
        try:
            going_on = True
            while going_on:
                answer, going_on = self._answered(client, request)
                if answer:
                    frames.send(client, answer)
                if going_on:
                    self.nursery.bury()
                    processes.leave_nothing_behind(but=self.judge)
                    request = next_request(client)
        except NO_REQUEST:
            pass  # it has what it wanted, or went away
        finally:
            self.leave()

    def leave(self) -> None:
        """End every process of this warden's."""
        self.nursery.stop()
        if self.judge:
            with contextlib.suppress(OSError):
                os.kill(self.judge, signal.SIGKILL)
        processes.leave_nothing_behind()

    def _answered(self, client: socket.socket, request: Request) -> tuple[bytes, bool]:
        """The verdict as JSON, and whether all went as it should, so that another may follow.
        What fails on our side becomes an error verdict."""
        try:
            answer, going_on = self._graded(client, request), True
        except _Ours as ours:
            answer, going_on = msgspec.json.encode(failure_of_ours(request, *ours.args)), False
        except _Elsewhere:
            answer, going_on = b"", False
        except Exception as error:
            text = f"the grader failed: {type(error).__name__}: {error}"
            answer, going_on = msgspec.json.encode(failure_of_ours(request, text, "")), False
        self.nursery.stop()
        return answer, going_on

    def _graded(self, client: socket.socket, request: Request) -> bytes:
        self.client, self.started = client, time.monotonic()
        self._bury()
        nursery, limits = self.nursery, limits_from(request.limits)
        spec = catalogue().find(request.exercise)
        wanted = nursery.confinement.besides(spec.forbidden), spec.signature.numpy
        if nursery.settled and not (nursery.suits(*wanted) and self.judge):
            raise _Elsewhere  # neither a judge nor another confinement can be had here any more
        if spec.signature.numpy and (missing := _without_numpy(nursery.confinement)):
            raise _Ours(*missing)
        if not nursery.suits(*wanted) or limits != nursery.limits:
            self._dismiss()
            nursery.limits, (nursery.forbidden, nursery.numpy) = limits, wanted
        if not self.judge:
            self._fork_judge()
        if self.waiting is None:
            self.waiting = self._candidate()
        frames.send(self.orders, msgspec.json.encode(request))
        return self._attend()

    def _candidate(self) -> Candidate:
        """One of which it is known what it is for, so that more of its kind may follow."""
        self.nursery.settle()
        return self.nursery.fork()

    def _bury(self) -> None:
        """Do without what has died while it stood by: somebody or the system may have killed it."""
        if self.judge and os.waitpid(self.judge, os.WNOHANG)[0]:
            self.judge = 0
        if self.waiting is not None and os.waitpid(self.waiting.pid, os.WNOHANG)[0]:
            self._dismiss()

    def _dismiss(self) -> None:
        """Of no use to this request: a candidate that is confined in another way."""
        if self.waiting is not None:
            self.waiting.close()
            self.nursery.end(self.waiting.pid)
            self.waiting = None

    def _fork_judge(self, likely: str = "") -> None:
        self.control, control = socket.socketpair()
        self.orders, orders = socket.socketpair()
        self.judge = os.fork()
        if self.judge:
            control.close()
            orders.close()
            return
        try:
            confine.leave_with_parent()
            confine.hide_memory()
            processes.close_all_but({0, 1, 2, control.fileno(), orders.fileno()})
            from grader.judge import judge  # the reference enters memory only on this side

            def request() -> Request | None:
                try:
                    return msgspec.json.decode(frames.receive(orders), type=Request)
                except frames.Closed:
                    return None

            def answer(verdict: Verdict) -> None:
                frames.send(orders, msgspec.json.encode(verdict))

            judge(request, answer, control, likely=likely)
        finally:
            os._exit(0)

    # -- attending -------------------------------------------------------------------------

    def _attend(self) -> bytes:
        limit = self.nursery.limits.seconds_per_grade
        end = self.started + limit
        while True:
            watched = [self.control, self.orders, self.client]
            ready, _, _ = select.select(watched, [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise _Ours(
                    f"the grade did not finish within {limit:g} seconds",
                    "Try again when the machine is less busy, or raise seconds_per_grade under "
                    "[limits] in practice.toml.",
                )
            if self.client in ready:
                raise _Elsewhere  # the client hung up: nobody waits for this verdict
            if self.control in ready:
                self._obey(self.control)
            if self.orders in ready:
                try:
                    return frames.receive(self.orders)
                except frames.Closed:
                    raise _Ours(
                        "the judge ended without a verdict",
                        "Run `practice doctor`; if it finds nothing, please report this.",
                    ) from None

    def _obey(self, control: socket.socket) -> None:
        """The judge asks for a new candidate (``S``) or for one's end (``K`` and its pid)."""
        try:
            order = control.recv(5)
        except OSError:
            order = b""
        if order[:1] == b"S":
            candidate = self.waiting or self._candidate()
            self.waiting = None
            candidate.hand_over(control)
        elif order[:1] == b"K":
            pid = int.from_bytes(order[1:5], "big")
            status, killed = self.nursery.end(pid)
            control.sendall(status.to_bytes(4, "big") + bytes([killed]))


class _Ours(Exception):
    """What failed on our side, and what to do about it."""


class _Elsewhere(Exception):
    """There is nothing to answer here."""


def next_request(client: socket.socket) -> Request:
    """What the client asks; an error of ``NO_REQUEST`` where it asks nothing."""
    client.settimeout(_REQUEST_SECONDS)
    request = msgspec.json.decode(frames.receive(client), type=Request)
    client.settimeout(None)
    return request


def _without_numpy(confinement: confine.Confinement) -> tuple[str, str] | None:
    """Why no exercise in NumPy can be graded here, and what to do; None where one can."""
    if not libraries.has_numpy():
        return "this exercise is written in NumPy, which is not installed", (
            f"Install it: {libraries.INSTALL}"
        )
    if not (confinement.kernel and confine.by_kernel()):
        return "this system cannot confine code that uses NumPy", (
            "It needs Landlock and seccomp (Linux 5.13 or later) or Seatbelt (macOS); "
            "`practice doctor` says what is there. Exercises in PyTorch are graded all the same."
        )
    return None
