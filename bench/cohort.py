"""A class on two workers of this machine against one warm grader, and what 10,000 files cost."""

from __future__ import annotations

import contextlib
import itertools
import os
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import psutil

from cohort.engine import Lost, mapped
from cohort.worker import Task, graded, installed, places
from grader.verdict import Request, Verdict

_CORPUS = Path(__file__).resolve().parent.parent / "tests" / "variants"
_WORKERS = 2
_MANY = 10_000
_MACHINES = 20
_BUSY = (
    ": others used the cores meanwhile, so that times are too long and the speed-up is one between "
    "two shares of a busy machine; the processor seconds hold."
)


class Run(NamedTuple):
    seconds: float
    processor: float
    """Of this process and all below it: command, workers, graders, judges and candidates."""
    at_once: float
    """How many of the processes below want a core at the same time, while any does."""
    outcomes: list[str]


def table(files: int) -> list[str]:
    """``files`` of the corpus, right and wrong ones in turn, once each way."""
    tasks = _tasks(files)
    before = os.getloadavg()[0]
    alone, shared = _run(tasks, 1), _run(tasks, _WORKERS)
    cores = os.cpu_count() or 1
    hours = _MANY * shared.seconds / files / 3600
    processor = _MANY * shared.processor / files / 3600
    more = (shared.processor - alone.processor) / files
    same = alone.outcomes == shared.outcomes
    return [
        "", "## A class", "",
        f"{files} files of the corpus, half of them wrong, as `practice cohort grade` does it, "
        f"starting the workers included. {cores} cores, load average before: {before:.1f}"
        + (_BUSY if before > cores / 2 else "."),
        "",
        "| on | s | s a file | files/s | processor s a file | processes that want a core |",
        "| --- | --- | --- | --- | --- | --- |",
        _row("one warm grader, one file after the other", alone, files),
        _row(f"{_WORKERS} local workers, a warm grader each", shared, files),
        "",
        f"Speed-up {alone.seconds / shared.seconds:.2f}. One warm grader alone has "
        f"{alone.at_once:.1f} processes that want a core at once (judge, candidate, and those of "
        f"the next grade that are made ready), so that on {cores} free cores more workers gain "
        f"{max(1.0, cores / alone.at_once):.1f} at best; the engine and a second grader cost "
        f"{more:+.3f} processor seconds a file, their start included. "
        f"Outcomes are {'the same' if same else '**not the same**'}.",
        "",
        f"On paper, {_MANY:,} files take {processor:.1f} processor hours. That is "
        f"{processor / cores:.2f} hours of a machine with {cores} cores and nothing else to do "
        f"({hours:.2f} as measured), and of {_MACHINES} such machines "
        f"{60 * processor / cores / _MACHINES:.1f} minutes each "
        f"({60 * hours / _MACHINES:.1f} as measured): as many machine hours either way, times "
        "what yours costs an hour.",
    ]  # fmt: skip


def _row(on: str, run: Run, files: int) -> str:
    each = run.seconds / files
    return (
        f"| {on} | {run.seconds:.1f} | {each:.3f} | {1 / each:.1f} "
        f"| {run.processor / files:.3f} | {run.at_once:.1f} |"
    )


def _tasks(files: int) -> list[bytes]:
    kinds = [sorted(_CORPUS.glob(f"*/{kind}/*.py")) for kind in ("correct", "wrong")]
    turns = itertools.chain.from_iterable(zip(*map(itertools.cycle, kinds), strict=False))
    return [
        msgspec.json.encode(
            Task(installed(), Request(f.parts[-3], f.read_bytes(), f.name, seed=number))
        )
        for number, f in enumerate(itertools.islice(turns, files))
    ]


def _run(tasks: list[bytes], workers: int) -> Run:
    before = _processor()
    started = time.perf_counter()
    found: dict[int, bytes | Lost] = {}
    with places(), _watched() as counts:
        for number, result in mapped(graded, tasks, "local", workers):
            found[number] = result
            if len(found) == len(tasks):  # before the workers and what they used are gone
                processor = _processor() - before
        seconds = time.perf_counter() - started
    outcomes = []
    for number in range(len(tasks)):
        one = found[number]
        outcomes.append(
            msgspec.json.decode(one, type=Verdict).outcome if isinstance(one, bytes) else "lost"
        )
    return Run(seconds, processor, statistics.mean(filter(None, counts)), outcomes)


@contextlib.contextmanager
def _watched() -> Iterator[list[int]]:
    """How many processes below this one can run, four times a second (to look takes time)."""
    counts: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.25):
            counts.append(_runnable())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield counts
    finally:
        over.set()
        thread.join()


def _runnable() -> int:
    running, above = set(), {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            state, parent, *_ = file.read_text().rpartition(")")[2].split()
            above[int(file.parent.name)] = int(parent)
            if state == "R":
                running.add(int(file.parent.name))
    count = 0
    for each in running:
        while (each := above.get(each, 0)) not in (0, os.getpid()):
            pass
        count += each == os.getpid()
    return count


def _processor() -> float:
    """Seconds that this process and all that is below it have used, those that ended included."""
    mine = psutil.Process()
    used = 0.0
    for process in (mine, *mine.children(recursive=True)):
        with contextlib.suppress(psutil.Error):  # it ended meanwhile
            times = process.cpu_times()
            used += times.user + times.system + times.children_user + times.children_system
    return used
