"""Grades many files with one warm grader, two at a time, and hands the verdicts back in order."""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from grader import client
from grader.verdict import Outcome, Request, Verdict

ROOT = Path(__file__).resolve().parent.parent
VARIANTS = ROOT / "tests" / "variants"
#: The server of a run goes soon after it.
_IDLE_MINUTES = 2.0


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


class _Lines:
    """Lines to the server that nobody uses just now; one more is made when there is none."""

    def __init__(self) -> None:
        self._free: deque[client.Line] = deque()

    def grade(self, request: Request) -> Verdict:
        try:
            line = self._free.pop()
        except IndexError:
            line = client.Line(_IDLE_MINUTES)
        try:
            return line.grade(request)
        finally:
            self._free.append(line)

    def close(self) -> None:
        for line in self._free:
            line.close()


_shared: _Lines | None = None


@contextmanager
def together() -> Iterator[None]:
    """All that is graded meanwhile, of one exercise, shares its judges."""
    global _shared
    before, _shared = _shared, _Lines()
    try:
        yield
    finally:
        _shared.close()
        _shared = before


def verdicts(requests: Iterable[Request]) -> Iterator[Verdict]:
    """One verdict per request, in order. The first starts the server, the rest share it, at most
    one a processor at a time."""
    todo = list(requests)
    lines = _shared or _Lines()
    try:
        yield from map(lines.grade, todo[:1])
        if todo[1:]:
            with ThreadPoolExecutor(min(len(todo) // 3 + 1, os.cpu_count() or 1)) as pool:
                yield from pool.map(lines.grade, todo[1:])
    finally:
        if lines is not _shared:
            lines.close()


#: Checks that ask what the seed has no part in, and those that come before them.
_WITHOUT_SEED = ("loads", "signature", "figures")


def outcomes(exercise: str, texts: Sequence[str], seeds: Sequence[int]) -> list[set[Outcome]]:
    """What files that draw no random numbers come to in all of these seeds; whatever fails at the
    worked examples, which are the same in every seed, is asked about in the first one only."""
    found: list[set[Outcome]] = [set() for _ in texts]
    open_ = list(range(len(texts)))
    for seed in seeds:
        asked = [_plain(exercise, texts[number], seed) for number in open_]
        graded = list(zip(open_, verdicts(asked), strict=True))
        for number, verdict in graded:
            found[number].add(verdict.outcome)
        open_ = [number for number, verdict in graded if not _whatever_the_seed(verdict)]
    return found


def _plain(exercise: str, text: str, seed: int) -> Request:
    return Request(exercise, text.encode(), "mutant.py", seed, explain=False)


def _whatever_the_seed(verdict: Verdict) -> bool:
    failed = [c.id for c in verdict.checks if c.status == "failed" and c.level == "core"]
    return verdict.outcome == "failed" and any(check in _WITHOUT_SEED for check in failed)


def variant_files(kind: str, exercises: Iterable[str]) -> list[Path]:
    """The corpus of ``correct`` or ``wrong`` files of these exercises."""
    return [path for name in exercises for path in sorted((VARIANTS / name / kind).glob("*.py"))]
