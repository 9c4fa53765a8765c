"""One grade's warden: forks the judge and the candidates, passes the verdict on, cleans up.

It holds neither the reference nor, until the processes of the grade are forked, the learner's
code. It is forked from the zygote for one grade, maybe ahead of time, is the parent of all
processes of that grade, and leaves none of them behind.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import select
import signal
import socket
import sys
import time
from typing import Any, NoReturn

import msgspec

from exercises import libraries
from grader import frames, processes
from grader.candidate import confine
from grader.limits import Limits, limits_from
from grader.specs import catalogue
from grader.verdict import Request, failure_of_ours

_PR_SET_CHILD_SUBREAPER = 36


class _Candidate:
    """A forked candidate: its pid and the descriptors the judge is to get."""

    def __init__(self, pid: int, sock: socket.socket, output: int) -> None:
        self.pid, self.sock, self.output = pid, sock, output

    def hand_over(self, control: socket.socket) -> None:
        socket.send_fds(control, [self.pid.to_bytes(4, "big")], [self.sock.fileno(), self.output])
        self.sock.close()
        os.close(self.output)


class Warden:
    def __init__(self, confinement: confine.Confinement) -> None:
        self.confinement = confinement
        self.limits = Limits()
        self.refused = confinement.refused_for(())
        self.numpy = False
        self.candidates: set[int] = set()
        self.waiting: _Candidate | None = None
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
        self.waiting = self._fork_candidate()
        catalogue()

    def attend(self, client: socket.socket, request: Request) -> None:
        """Grade one request and answer the client."""
        try:
            answer = self._graded(client, request)
        except Exception as error:
            answer = _ours(request, f"the grader failed: {type(error).__name__}: {error}")
        self._stop()
        try:
            if answer:
                frames.send(client, answer)
        finally:
            processes.leave_nothing_behind()

    def leave(self) -> None:
        """End every process of this grade."""
        self._stop()
        processes.leave_nothing_behind()

    def _stop(self) -> None:
        """Nothing of this grade runs from here on; that the kernel takes its time to clear away
        what it stopped need not keep the learner waiting."""
        for pid in self.candidates:
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
        for pid in (self.judge, *self.candidates):
            if pid:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)

    def _graded(self, client: socket.socket, request: Request) -> bytes:
        """The verdict as JSON. Always one: what fails on our side becomes an error verdict."""
        self.client, self.request, self.started = client, request, time.monotonic()
        self._bury()
        limits = limits_from(request.limits)
        spec = catalogue().find(request.exercise)
        refused, numpy = self.confinement.refused_for(spec.forbidden), spec.signature.numpy
        if numpy and (missing := _without_numpy(self.confinement)):
            return _ours(request, *missing)
        if (limits, refused, numpy) != (self.limits, self.refused, self.numpy):
            self._dismiss()
            self.limits, self.refused, self.numpy = limits, refused, numpy
        if not self.judge:
            self._fork_judge()
        if self.waiting is None:
            self.waiting = self._fork_candidate()
        frames.send(self.orders, msgspec.json.encode(request))
        return self._attend()

    def _bury(self) -> None:
        """Do without what has died while it stood by: somebody or the system may have killed it."""
        if self.judge and os.waitpid(self.judge, os.WNOHANG)[0]:
            self.judge = 0
        if self.waiting is not None and os.waitpid(self.waiting.pid, os.WNOHANG)[0]:
            self._dismiss()

    def _dismiss(self) -> None:
        """Of no use to this request: a candidate that is confined in another way."""
        if self.waiting is not None:
            self.waiting.sock.close()
            os.close(self.waiting.output)
            processes.kill(self.waiting.pid)
            self.candidates.discard(self.waiting.pid)
            self.waiting = None

    # -- forking ---------------------------------------------------------------------------

    def _fork_judge(self, likely: str = "") -> None:
        self.control, control = socket.socketpair()
        self.orders, orders = socket.socketpair()
        self.verdict, verdict = os.pipe()
        self.judge = os.fork()
        if self.judge:
            control.close()
            orders.close()
            os.close(verdict)
            return
        try:
            confine.leave_with_parent()
            confine.hide_memory()
            processes.close_all_but({0, 1, 2, control.fileno(), orders.fileno(), verdict})
            from grader.judge import judge  # the reference enters memory only on this side

            def request() -> Request:
                return msgspec.json.decode(frames.receive(orders), type=Request)

            processes.write_all(
                verdict, msgspec.json.encode(judge(request, control, likely=likely))
            )
            os.close(verdict)  # the end of the verdict; that of a process takes longer
        finally:
            os._exit(0)

    def _fork_candidate(self) -> _Candidate:
        ours, theirs = socket.socketpair()
        output_read, output_write = os.pipe()
        pid = os.fork()
        if pid:
            theirs.close()
            os.close(output_write)
            os.set_blocking(output_read, False)
            self.candidates.add(pid)
            return _Candidate(pid, ours, output_read)
        self._become_candidate(theirs, output_write)

    def _become_candidate(self, sock: socket.socket, output: int) -> NoReturn:
        try:
            confine.leave_with_parent()
            os.setpgid(0, 0)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(output, 1)
            os.dup2(output, 2)
            kept = {0, 1, 2, sock.fileno()}
            if self.confinement.rules is not None:
                kept.add(self.confinement.rules)
            processes.close_all_but(kept)
            os.chdir("/")
            sys.stdout = os.fdopen(
                1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False
            )
            sys.stderr = os.fdopen(
                2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False
            )
            limits, confinement, refused = self.limits, self.confinement, self.refused
            from grader.candidate import serving

            numpy = None
            if self.numpy:  # here and nowhere else: what grades the others never meets it
                from grader.candidate.numpy_reach import Numpy

                numpy = Numpy()
            # Nothing of ours that the learner's code has no use for stays within its reach.
            self.__dict__.clear()
            gc.freeze()
            confine.enter(confinement, limits, refused, numpy)
            serving.serve(sock, numpy)
        except BaseException as error:
            # to the captured output: the judge quotes it when the candidate never got ready
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
        finally:
            os._exit(70)

    # -- attending -------------------------------------------------------------------------

    def _attend(self) -> bytes:
        collected = bytearray()
        control, verdict = self.control, self.verdict
        end = self.started + self.limits.seconds_per_grade
        while True:
            watched: list[Any] = [control, verdict, self.client]
            ready, _, _ = select.select(watched, [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return _ours(
                    self.request,
                    f"the grade did not finish within {self.limits.seconds_per_grade:g} seconds",
                    "Try again when the machine is less busy, or raise seconds_per_grade under "
                    "[limits] in practice.toml.",
                )
            if self.client in ready:
                return b""  # the client hung up: nobody waits for this verdict
            if control in ready:
                self._obey(control)
            if verdict in ready:
                chunk = os.read(verdict, 1 << 16)
                if chunk:
                    collected += chunk
                elif collected:
                    return bytes(collected)
                else:
                    return _ours(
                        self.request,
                        "the judge ended without a verdict",
                        "Run `practice doctor`; if it finds nothing, please report this.",
                    )

    def _obey(self, control: socket.socket) -> None:
        """The judge asks for a new candidate (``S``) or for one's end (``K`` and its pid)."""
        try:
            order = control.recv(5)
        except OSError:
            order = b""
        if order[:1] == b"S":
            candidate = self.waiting or self._fork_candidate()
            self.waiting = None
            candidate.hand_over(control)
        elif order[:1] == b"K":
            pid = int.from_bytes(order[1:5], "big")
            status, killed = processes.kill(pid) if pid in self.candidates else (0, False)
            self.candidates.discard(pid)
            control.sendall(status.to_bytes(4, "big") + bytes([killed]))


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


def _ours(request: Request, error: str, remedy: str = "") -> bytes:
    return msgspec.json.encode(failure_of_ours(request, error, remedy))
