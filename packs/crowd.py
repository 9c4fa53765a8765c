"""Grades many files with one warm grader, two at a time, and hands the verdicts back in order."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from grader import client
from grader.verdict import Outcome, Request, Verdict

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
