"""Timings: wall clock and processor time, medians and spread."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Timing(NamedTuple):
    """Seconds."""

    median: float
    spread: float
    processor: float
    """Median of what child processes used, those that were waited for."""


def timing(walls: Sequence[float], processors: Sequence[float]) -> Timing:
    return Timing(
        statistics.median(walls), max(walls) - min(walls), statistics.median(processors or [0.0])
    )


def alternately(
    actions: Sequence[tuple[str, Callable[[], object]]], runs: int
) -> dict[str, Timing]:
    """Every action ``runs`` times, in turns."""
    walls: dict[str, list[float]] = {name: [] for name, _ in actions}
    processors: dict[str, list[float]] = {name: [] for name, _ in actions}
    for _ in range(runs):
        for name, action in actions:
            started, used = time.perf_counter(), _children_seconds()
            action()
            walls[name].append(time.perf_counter() - started)
            processors[name].append(_children_seconds() - used)
    return {name: timing(walls[name], processors[name]) for name, _ in actions}


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
