"""The command's side of the grader: hands over a request, gets a verdict. Imports no torch."""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from grader import frames, rendezvous
from grader.limits import limits_from
from grader.verdict import Request, Verdict, failure_of_ours

if TYPE_CHECKING:
    import subprocess

#: A living server answers at once, unless it is still importing what its first grade did without or
#: the machine is busy; past this it is taken for dead and the grade goes on cold, which costs more.
_HELLO_SECONDS = 1.0
#: Minutes without a grade after which the server leaves.
IDLE_MINUTES = 15.0
#: What the command waits beyond the grade's own limit: importing torch on a slow disk.
START_SECONDS = 120.0


def grade(request: Request, *, idle_minutes: float = IDLE_MINUTES) -> Verdict:
    """Grade the request and return a verdict; never raises for what the learner's code does.

    A warm server answers when there is one. When there is none this starts one, whose first
    client it is; with ``idle_minutes`` 0 nothing stays behind. ``PRACTICE_NO_SERVER=1`` in the
    environment grades without one, even where one runs.
    """
    return ask(request, idle_minutes=idle_minutes)()


def ask(
    request: Request,
    *,
    idle_minutes: float = IDLE_MINUTES,
    cold: Callable[[], object] = lambda: None,
) -> Callable[[], Verdict]:
    """Have the request graded, as :func:`grade` does; the answer waits for the verdict. The grader
    is at work in between, so there is time for something else. ``cold`` is called when no warm
    server answers, before torch is loaded."""
    started = time.perf_counter()
    warm = None if without_server() else _ask_warm(request)
    if without_server():
        idle_minutes = 0.0

    def afresh() -> Callable[[], Verdict]:
        cold()
        return _ask_cold(request, idle_minutes)

    answer = warm or afresh()

    def verdict() -> Verdict:
        found = answer() or afresh()()
        timings = {**found.timings, "total": time.perf_counter() - started}
        return msgspec.structs.replace(found, timings=timings)

    return verdict


def without_server() -> bool:
    """Whether the environment asks for no warm server."""
    return os.environ.get("PRACTICE_NO_SERVER", "") not in ("", "0")


class Hello(msgspec.Struct, frozen=True):
    """What a server says of itself to everybody who connects. ``started`` is a Unix time."""

    installation: str
    pid: int
    started: float
    grades: int


def greet() -> tuple[socket.socket, Hello] | None:
    """A connection to a living server of this very installation, or None."""
    connection = rendezvous.connect(_HELLO_SECONDS)
    if connection is None:
        return None
    try:
        hello = msgspec.json.decode(frames.receive(connection), type=Hello)
    except (frames.Closed, TimeoutError, msgspec.DecodeError):
        connection.close()
        return None
    return connection, hello


def stop_server() -> int | None:
    """Ask the server of this installation to leave; its pid, or None when there is none."""
    greeted = greet()
    if greeted is None:
        return None
    greeted[0].close()
    os.kill(greeted[1].pid, signal.SIGTERM)
    return greeted[1].pid


class Line:
    """A connection to the warm server that stays for one grade after another, until it is closed.

    Files of one exercise that are graded on one line share a judge, which collected the checks
    once; each verdict is the one the file would get alone. One grade at a time.
    """

    def __init__(self, idle_minutes: float = IDLE_MINUTES) -> None:
        self._idle_minutes = idle_minutes
        self._connection: socket.socket | None = None

    def grade(self, request: Request) -> Verdict:
        """As :func:`grade`, which it comes to where there is no server."""
        found = self._asked(request)
        if found is None and not without_server() and (greeted := greet()) is not None:
            self._connection, _ = greeted
            found = self._asked(request)
        return found or grade(request, idle_minutes=self._idle_minutes)

    def _asked(self, request: Request) -> Verdict | None:
        """The verdict; None, and nothing connected, where the other side has gone."""
        if self._connection is None:
            return None
        sent = _send(self._connection, request)
        found = _receive(self._connection) if sent else None
        if found is None:
            self.close()
        return found

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _ask_warm(request: Request) -> Callable[[], Verdict | None] | None:
    """Where the server's verdict will be; None when there is no server, or it goes away."""
    greeted = greet()
    if greeted is None:
        return None
    connection, _ = greeted
    if not _send(connection, request):
        connection.close()
        return None

    def answer() -> Verdict | None:
        with connection:
            return _receive(connection)

    return answer


def _send(connection: socket.socket, request: Request) -> bool:
    connection.settimeout(limits_from(request.limits).seconds_per_grade + 5.0)
    try:
        frames.send(connection, msgspec.json.encode(request))
    except frames.Closed:
        return False
    return True


def _receive(connection: socket.socket) -> Verdict | None:
    try:
        return msgspec.json.decode(frames.receive(connection), type=Verdict)
    except (frames.Closed, TimeoutError, msgspec.DecodeError):
        return None


def clean_environment() -> dict[str, str]:
    """The environment without what could steer Python, pytest or torch inside the grader."""
    steering = ("PYTHON", "PYTEST", "TORCH", "LD_PRELOAD", "OMP_", "MKL_", "COVERAGE")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(steering)}
    return {**kept, "OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def python_command(module: str, *arguments: str) -> list[str]:
    """Run one of our modules with nothing unsafe on the path: no current folder, no PYTHON*."""
    return [sys.executable, "-P", "-E", "-m", module, *arguments]


def _ask_cold(request: Request, idle_minutes: float) -> Callable[[], Verdict]:
    """Start a grader whose first client this is; it stays as the server if it may."""
    import subprocess  # a warm grade does without; it and tempfile take 8 ms

    ours, theirs = socket.socketpair()
    complaints = _somewhere()
    number = str(theirs.fileno())
    command = (
        python_command("grader.server", str(idle_minutes * 60), number)
        if idle_minutes > 0
        else python_command("grader.zygote", number)
    )
    try:
        process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=complaints,
            stderr=complaints,
            cwd="/",
            env=clean_environment(),
            start_new_session=True,
        )
    except BaseException:
        ours.close()
        complaints.close()
        raise
    finally:
        theirs.close()

    def answer() -> Verdict:
        with ours, complaints:
            try:
                ours.settimeout(START_SECONDS + limits_from(request.limits).seconds_per_grade)
                frames.send(ours, msgspec.json.encode(request))
                if idle_minutes > 0:
                    frames.receive(ours)  # the server's hello
                return msgspec.json.decode(frames.receive(ours), type=Verdict)
            except (frames.Closed, TimeoutError, msgspec.DecodeError) as error:
                process.kill()
                return _no_verdict(request, complaints.fileno(), error)
            finally:
                ours.close()
                if idle_minutes <= 0:
                    _end(process)
                else:
                    process.returncode = 0  # it stays; this only silences Popen's warning

    return answer


def _somewhere() -> IO[bytes]:
    """Where the grader's own complaints go; nowhere when the disk is full."""
    import tempfile

    try:
        return tempfile.TemporaryFile()
    except OSError:
        return Path(os.devnull).open("w+b")


def _no_verdict(request: Request, complaints: int, error: Exception) -> Verdict:
    text = os.pread(complaints, 4000, 0).decode("utf-8", "replace").strip()
    last = text.splitlines()[-1] if text else str(error)
    return failure_of_ours(
        request,
        f"the grader could not start or ended early ({last})",
        "Run `practice doctor` to see what is missing; your file and your history are untouched.",
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Closing the socket makes the grader leave by itself; insist if it does not."""
    for _ in range(200):  # wait(timeout) sleeps by the clock, which may be shifted
        if process.poll() is not None:
            return
        select.select([], [], [], 0.01)
    process.kill()
    process.wait()
