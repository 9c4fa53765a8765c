"""Grades many files with one warm grader, two at a time, and hands the verdicts back in order."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from grader import client
from grader.verdict import Request, Verdict

ROOT = Path(__file__).resolve().parent.parent
VARIANTS = ROOT / "tests" / "variants"


@contextmanager
def own_server() -> Iterator[None]:
    """A server of this run's own, so that a learner's is neither used nor stopped."""
    before = os.environ.get("XDG_RUNTIME_DIR")
    with tempfile.TemporaryDirectory(prefix="pr-") as place:
        os.environ["XDG_RUNTIME_DIR"] = place
        try:
            yield
        finally:
            client.stop_server()
            if before is None:
                del os.environ["XDG_RUNTIME_DIR"]
            else:
                os.environ["XDG_RUNTIME_DIR"] = before


def verdicts(requests: Iterable[Request]) -> Iterator[Verdict]:
    """One verdict per request, in order. The first starts the server, the rest share it."""
    todo = list(requests)
    if not todo:
        return
    yield client.grade(todo[0], idle_minutes=2)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield from pool.map(lambda request: client.grade(request, idle_minutes=2), todo[1:])


def variant_files(kind: str, exercises: Iterable[str]) -> list[Path]:
    """The corpus of ``correct`` or ``wrong`` files of these exercises."""
    return [path for name in exercises for path in sorted((VARIANTS / name / kind).glob("*.py"))]
