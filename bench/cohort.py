"""A class on two workers of this machine against one warm grader, and what 10,000 files cost."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import msgspec

from cohort.engine import mapped
from cohort.worker import Task, graded, installed, places
from grader.verdict import Request, Verdict

_CORPUS = Path(__file__).resolve().parent.parent / "tests" / "variants"
_WORKERS = 2
_MANY = 10_000
_MACHINES = 20


def table(files: int) -> list[str]:
    """``files`` of the corpus, right and wrong ones in turn, once each way."""
    tasks = _tasks(files)
    alone, theirs = _run(tasks, 1)
    shared, ours = _run(tasks, _WORKERS)
    one, two = alone / files, shared / files
    hours = _MANY * two / 3600
    return [
        "", "## A class", "",
        f"{files} files of the corpus by `practice cohort grade`, starting the workers included.",
        "",
        "| on | s | s a file | files/s |",
        "| --- | --- | --- | --- |",
        f"| one warm grader, one file after the other | {alone:.1f} | {one:.3f} | {1 / one:.1f} |",
        f"| {_WORKERS} local workers | {shared:.1f} | {two:.3f} | {1 / two:.1f} |",
        "",
        f"Speed-up {alone / shared:.2f}. A worker spends {two * _WORKERS - one:+.3f} s more on a "
        "file than the one grader alone: what the engine costs, and what two graders take from "
        f"each other. Outcomes are {'the same' if theirs == ours else '**not the same**'}.",
        "",
        f"On paper, {_MANY:,} files take {hours:.2f} hours of this machine, and {_MACHINES} such "
        f"machines {60 * hours / _MACHINES:.1f} minutes each: {hours:.2f} machine hours either "
        "way, times what yours costs an hour.",
    ]  # fmt: skip


def _tasks(files: int) -> list[bytes]:
    kinds = [sorted(_CORPUS.glob(f"*/{kind}/*.py")) for kind in ("correct", "wrong")]
    turns = itertools.chain.from_iterable(zip(*map(itertools.cycle, kinds), strict=False))
    return [
        msgspec.json.encode(
            Task(installed(), Request(f.parts[-3], f.read_bytes(), f.name, seed=number))
        )
        for number, f in enumerate(itertools.islice(turns, files))
    ]


def _run(tasks: list[bytes], workers: int) -> tuple[float, list[str]]:
    """Seconds, and the outcome of each task."""
    started = time.perf_counter()
    with places():
        found = dict(mapped(graded, tasks, "local", workers))
    outcomes = []
    for number in range(len(tasks)):
        one = found[number]
        outcomes.append(
            msgspec.json.decode(one, type=Verdict).outcome if isinstance(one, bytes) else "lost"
        )
    return time.perf_counter() - started, outcomes
