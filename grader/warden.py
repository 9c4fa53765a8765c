"""One grade's warden: forks the judge and the candidates, passes the verdict on, cleans up.

It holds neither the reference nor the learner's code. It is forked from the zygote for one grade,
is the parent of all processes of that grade, and leaves none of them behind.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import select
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from grader import frames
from grader.candidate import confine
from grader.limits import Limits, limits_from
from grader.verdict import Request, Verdict, failure_of_ours

_PR_SET_CHILD_SUBREAPER = 36
_GRACE = 0.5  # seconds a process that hung up may take to leave a status behind


class _Candidate:
    """A forked candidate: its pid and the descriptors the judge is to get."""

    def __init__(self, pid: int, sock: socket.socket, output: int) -> None:
        self.pid, self.sock, self.output = pid, sock, output

    def hand_over(self, control: socket.socket) -> None:
        socket.send_fds(control, [self.pid.to_bytes(4, "big")], [self.sock.fileno(), self.output])
        self.sock.close()
        os.close(self.output)


class Warden:
    def __init__(
        self, request: Request, client: socket.socket, confinement: confine.Confinement
    ) -> None:
        self.request = request
        self.limits: Limits = limits_from(request.limits)
        self.client = client
        self.confinement = confinement
        self.refused = confinement.refused_for(_forbidden(request.exercise))
        self.started = time.monotonic()
        self.candidates: set[int] = set()

    def run(self) -> bytes:
        """The verdict as JSON. Always one: what fails on our side becomes an error verdict."""
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        control, judge_control = socket.socketpair()
        verdict_read, verdict_write = os.pipe()
        judge = self._fork_judge(judge_control, verdict_write, (control.fileno(), verdict_read))
        judge_control.close()
        os.close(verdict_write)
        self.waiting: _Candidate | None = self._fork_candidate()
        try:
            return self._attend(control, verdict_read)
        finally:
            _kill(judge)
            leave_nothing_behind()

    # -- forking ---------------------------------------------------------------------------

    def _fork_judge(self, control: socket.socket, verdict: int, close: tuple[int, ...]) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            confine.leave_with_parent()
            confine.hide_memory()
            for descriptor in (*close, self.client.fileno()):
                os.close(descriptor)
            from grader.judge import judge  # the reference enters memory only on this side

            _write_all(verdict, msgspec.json.encode(judge(self.request, self.limits, control)))
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
            _close_all_but(kept)
            os.chdir("/")
            sys.stdout = os.fdopen(
                1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False
            )
            sys.stderr = os.fdopen(
                2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False
            )
            path, source = self.request.path, self.request.source
            limits, confinement, refused = self.limits, self.confinement, self.refused
            from grader.candidate import host

            # Nothing of ours that the learner's code has no use for stays within its reach.
            self.__dict__.clear()
            gc.freeze()
            confine.enter(confinement, limits, refused)
            host.serve(sock, path, source)
        except BaseException as error:
            # to the captured output: the judge quotes it when the candidate never got ready
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
        finally:
            os._exit(70)

    # -- attending -------------------------------------------------------------------------

    def _attend(self, control: socket.socket, verdict: int) -> bytes:
        collected = bytearray()
        end = self.started + self.limits.seconds_per_grade
        while True:
            watched: list[Any] = [control, verdict, self.client]
            ready, _, _ = select.select(watched, [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return self._ours(
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
                    return self._ours(
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
            status, killed = _kill(pid) if pid in self.candidates else (0, False)
            self.candidates.discard(pid)
            control.sendall(status.to_bytes(4, "big") + bytes([killed]))

    def _ours(self, error: str, remedy: str) -> bytes:
        return msgspec.json.encode(failure_of_ours(self.request, error, remedy))


def _forbidden(exercise: str) -> list[str]:
    from exercises.catalogue import load_catalogue

    return list(load_catalogue().find(exercise).forbidden)


def _close_all_but(kept: set[int]) -> None:
    previous = 3
    for descriptor in sorted(kept - {0, 1, 2}):
        os.closerange(previous, descriptor)
        previous = descriptor + 1
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(previous, max(4096, min(most, 1 << 20)))  # RLIM_INFINITY is -1 or huge


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _kill(pid: int) -> tuple[int, bool]:
    """End a child and its group: its wait status, and whether it had to be ended.

    One that is on its way out is given a moment to leave its own status behind."""
    deadline = time.monotonic() + _GRACE
    status, killed = 0, False
    try:
        done, status = os.waitpid(pid, os.WNOHANG)
        while not done and _on_its_way_out(pid) and time.monotonic() < deadline:
            time.sleep(0.002)
            done, status = os.waitpid(pid, os.WNOHANG)
        if not done:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            # one that was exiting all the same keeps the status it exited with
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    except ChildProcessError:
        pass
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    return status, killed


def _on_its_way_out(pid: int) -> bool:
    """Whether the process has ended or is ending, as far as can be told."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (OSError, IndexError):
        return False
    return state in "XxZ"


def leave_nothing_behind() -> None:
    """Kill whatever is a child of this process, and whatever was reparented to it."""
    if sys.platform != "linux":
        return
    for _ in range(100):
        children = Path(f"/proc/self/task/{os.getpid()}/children")
        try:
            pids = [int(pid) for pid in children.read_text().split()]
        except OSError:
            pids = _children_by_scan()
        if not pids:
            return
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except OSError:
                continue


def _children_by_scan() -> list[int]:
    own = str(os.getpid())
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            if fields[1] == own:
                found.append(int(entry.name))
    return found


def attend(client: socket.socket, confinement: confine.Confinement, request: Request) -> None:
    """Grade one request and answer the client; called in a fresh fork of the zygote."""
    confine.hide_memory()
    try:
        answer = Warden(request, client, confinement).run()
    except Exception as error:
        answer = msgspec.json.encode(
            failure_of_ours(request, f"the grader failed: {type(error).__name__}: {error}")
        )
    if answer:
        frames.send(client, answer)


def verdict_from(data: bytes) -> Verdict:
    return msgspec.json.decode(data, type=Verdict)
