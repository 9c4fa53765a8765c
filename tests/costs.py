"""What each part of the tests costs: a table at the end of every run that takes a while.

A test's time is that of its setup, call and teardown; what a fixture for many tests takes is with
the first of them. Processor time counts every process a test has waited for and, on Linux, those
still running beneath it (a warm grader). With several workers both are sums over all of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

#: Runs that take less than so many seconds, over all tests, get no table.
_WORTH_A_TABLE = 30.0
#: A file gets a line of its own from this share of the whole on.
_WORTH_A_LINE = 0.02
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100

_before = 0.0
"""What the processor had done when the test before ended."""


class Part(NamedTuple):
    """What the tests of a folder or a file took, in seconds."""

    name: str
    tests: int
    wall: float
    processor: float


def processor_seconds() -> float:
    """Of this process and of those it started: those that ended and were waited for, and (on Linux)
    those that run, with what these have waited for."""
    times = os.times()
    return sum(times[:4]) + sum(_seconds(pid) for pid in _running())


def _running() -> list[str]:
    try:
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    except OSError:
        return []


def _seconds(pid: str) -> float:
    """User and system time, its own and its children's: fields 14 to 17 of proc(5)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return 0.0
    return sum(map(int, fields[11:15])) / _TICKS


def parts(reports: Iterable[Any]) -> Iterator[Part]:
    """The folders, the costliest first, each followed by those of its files that cost much."""
    files: dict[str, dict[str, Part]] = {}
    for report in reports:
        file = report.nodeid.split("::")[0]
        folder = "/".join(file.split("/")[:2][: file.count("/")])
        old = files.setdefault(folder, {}).get(file, Part(file, 0, 0.0, 0.0))
        files[folder][file] = Part(
            file,
            old.tests + (report.when == "teardown"),
            old.wall + report.duration,
            old.processor + getattr(report, "processor", 0.0),
        )
    whole = sum(part.wall for of in files.values() for part in of.values())
    for name, of in sorted(files.items(), key=lambda item: -_sum(item[0], item[1]).wall):
        yield _sum(name, of)
        for part in sorted(of.values(), key=lambda part: -part.wall):
            if part.wall > _WORTH_A_LINE * whole and part.name != name:
                yield part._replace(name="  " + part.name.removeprefix(f"{name}/"))


def _sum(name: str, of: dict[str, Part]) -> Part:
    found = of.values()
    return Part(
        name,
        sum(part.tests for part in found),
        sum(part.wall for part in found),
        sum(part.processor for part in found),
    )


def pytest_collection_finish() -> None:
    global _before
    _before = processor_seconds()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Give the last report of a test what the processor did for it; reports travel to whoever
    counts with all that is set on them."""
    global _before
    report = yield
    if call.when == "teardown":
        now = processor_seconds()
        report.processor = max(0.0, now - _before)  # a server that was stopped takes its time along
        _before = now
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [
        report
        for found in terminalreporter.stats.values()
        for report in found
        if isinstance(report, pytest.TestReport)
    ]
    if sum(report.duration for report in reports) < _WORTH_A_TABLE:
        return
    terminalreporter.section("what each part costs")
    terminalreporter.line(f"{'part':<52}{'tests':>7}{'seconds':>10}{'processor':>11}")
    for part in parts(reports):
        row = f"{part.name:<52}{part.tests:>7}{part.wall:>10.1f}{part.processor:>11.1f}"
        terminalreporter.line(row)
