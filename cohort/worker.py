"""What runs wherever a worker is: one request in, one verdict out, both as JSON in bytes.

Every process that grades has a warm grader of its own, at a socket in a folder of its own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from exercises.errors import PracticeError
from grader import client
from grader.verdict import Request

#: Where the workers of one run on this machine keep their sockets; removed at its end.
PLACE = "PRACTICE_COHORT_PLACE"
#: A grader whose worker was killed leaves by itself after so long.
_IDLE_MINUTES = 2.0


class Task(msgspec.Struct, frozen=True):
    """What a worker is sent, as JSON."""

    version: str
    request: Request


_mine: list[tuple[int, str]] = []


def graded(task: bytes) -> bytes:
    """The verdict on a :class:`Task`. Never raises for what the code in it does; PracticeError
    where another version of `practice` is installed, whose verdict would be another's."""
    asked = msgspec.json.decode(task, type=Task)
    if asked.version != installed():
        raise PracticeError(f"This worker has version {installed()}, not {asked.version}.")
    _at_a_place_of_its_own()
    return msgspec.json.encode(client.grade(asked.request, idle_minutes=_IDLE_MINUTES))


def dask_setup(_: object) -> None:
    """Called by Dask in a worker of this machine: Ctrl-C is for the command, which ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def installed() -> str:
    """The version of `practice` here."""
    return version("practice-losses")


def _at_a_place_of_its_own() -> None:
    if _mine and _mine[0][0] == os.getpid():
        return
    place = tempfile.mkdtemp(prefix="w", dir=os.environ.get(PLACE))  # short: it names a socket
    _mine[:] = [(os.getpid(), place)]
    os.environ["XDG_RUNTIME_DIR"] = place
    if PLACE not in os.environ:  # on a cluster, where nobody else tidies up
        import atexit

        atexit.register(shutil.rmtree, place, ignore_errors=True)


@contextlib.contextmanager
def places() -> Iterator[None]:
    """Room for the sockets of this machine's workers. Afterwards there is none, and the graders
    leave: one that finds its socket gone does."""
    before = {name: os.environ.get(name) for name in ("XDG_RUNTIME_DIR", PLACE)}
    with tempfile.TemporaryDirectory(prefix="pr-", ignore_cleanup_errors=True) as base:
        os.environ[PLACE] = base
        try:
            yield
        finally:
            if Path(os.environ.get("XDG_RUNTIME_DIR", "")).parent == Path(base):
                client.stop_server()  # that of this very process, at once
            _mine.clear()
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value
