"""Memory: of the warm server, of a candidate, and whether many grades leave anything behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from exercises.libraries import usable
from grader import client, service
from grader.verdict import Request
from packs.crowd import own_server

#: The server, against a process that has only imported torch.
SERVER_BUDGET = 1.3
CANDIDATE_BUDGET_MB = 60.0

_BARE = "import torch, sys; print(flush=True); sys.stdin.read()"
#: So many exercises are shown, those with the largest candidates.
_SHOWN = 10


def table(soak: int) -> list[str]:
    """The section on memory; PROC file systems only."""
    if not Path("/proc/self/smaps_rollup").exists():
        return ["", "## Memory", "", "Not measured: this system has no `/proc`."]
    bare = _bare_torch_mb()
    with own_server():
        lines = _server(bare)
        lines += _candidates()
        lines += _soak(soak)
    return lines


def _bare_torch_mb() -> float:
    process = subprocess.Popen(
        [sys.executable, "-c", _BARE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=client.clean_environment(),
    )
    assert process.stdout is not None
    process.stdout.readline()
    size = _mb(process.pid, "Rss")
    process.communicate()
    return size


def _grade(exercise: str) -> None:
    spec = load_catalogue().find(exercise)
    source = model_answer(spec).encode()
    verdict = client.grade(Request(spec.id, source, f"{spec.module}.py", 1), idle_minutes=5)
    if not verdict.passed:
        raise RuntimeError(f"{exercise}: the model answer did not pass")


def _server(bare: float) -> list[str]:
    _grade("ce")
    time.sleep(4)  # it imports the rest while nobody waits
    pid = service.status().pid or 0
    size = _mb(pid, "Rss")
    ratio = size / bare
    return [
        "", "## Memory", "",
        "| what | MB | to a bare `import torch` | budget | |",
        "| --- | --- | --- | --- | --- |",
        f"| a bare `import torch` process | {bare:.0f} | 1.00 | | |",
        f"| the warm server, everything imported | {size:.0f} | {ratio:.2f} | {SERVER_BUDGET} "
        f"| {'within' if ratio <= SERVER_BUDGET else '**over**'} |",
    ]  # fmt: skip


def _candidates() -> list[str]:
    specs = usable(load_catalogue().values())
    lines = [
        "",
        "A candidate's own pages (not shared with the server), the most seen while it was graded, "
        "and the same for the largest of the other processes of a grade (warden, judge): the "
        f"{_SHOWN} exercises of {len(specs)} with the largest candidates.",
        "",
        "| exercise | candidate MB | others MB | budget | |",
        "| --- | --- | --- | --- | --- |",
    ]
    sizes = []
    for spec in specs:
        most = _Peak(service.status().pid or 0)
        for _ in range(3):
            _grade(spec.id)
        sizes.append((*most.end(), spec.id))
    for candidate, other, exercise in sorted(sizes, reverse=True)[:_SHOWN]:
        verdict = "within" if candidate <= CANDIDATE_BUDGET_MB else "**over**"
        lines.append(
            f"| {exercise} | {candidate:.0f} | {other:.0f} | {CANDIDATE_BUDGET_MB:.0f} "
            f"| {verdict} |"
        )
    return lines


class _Peak:
    """Looks at the server's descendants as often as it can. A candidate is confined: it may gain
    no privileges and is filtered (`Seccomp: 2`), which no other process of a grade is."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._ending = False
        self._candidate = self._other = 0.0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> tuple[float, float]:
        self._ending = True
        self._thread.join()
        return self._candidate, self._other

    def _look(self) -> None:
        while not self._ending:
            for pid in descendants(self._server):
                try:
                    size = _mb(pid, "Private_Dirty")
                    confined = "Seccomp:\t2" in Path(f"/proc/{pid}/status").read_text()
                except (OSError, KeyError):
                    continue  # it has just ended
                if confined:
                    self._candidate = max(self._candidate, size)
                else:
                    self._other = max(self._other, size)
            time.sleep(0.002)


def _soak(grades: int) -> list[str]:
    pid = service.status().pid or 0
    for _ in range(10):
        _grade("ce")
    time.sleep(1.5)  # until what stands by between grades does so
    before = _belongings(pid)
    names = list(load_catalogue())
    started = time.perf_counter()
    for number in range(grades):
        _grade(names[number % len(names)])
    seconds = time.perf_counter() - started
    time.sleep(1.5)  # as before
    after = _belongings(pid)
    same = "the same server answered" if service.status().pid == pid else "**the server changed**"
    return [
        "",
        f"### After {grades} grades",
        "",
        f"All passed, {seconds / grades * 1000:.0f} ms each; {same}.",
        "",
        "| of the server | before | after | |",
        "| --- | --- | --- | --- |",
        *(
            f"| {name} | {was:.0f} | {now:.0f} | {'same' if now <= was + slack else '**grew**'} |"
            for (name, was, slack), (_, now, _) in zip(before, after, strict=True)
        ),
    ]


def _belongings(pid: int) -> list[tuple[str, float, float]]:
    """What could be leaked, how much there is now, and how much of a difference is noise."""
    status = Path(f"/proc/{pid}/status").read_text()
    threads = next(line for line in status.splitlines() if line.startswith("Threads:"))
    return [
        ("child processes", len(descendants(pid)), 0),
        ("open descriptors", len(os.listdir(f"/proc/{pid}/fd")), 0),  # noqa: PTH208
        ("threads", float(threads.split()[1]), 0),
        ("memory, MB", _mb(pid, "Rss"), 4),
    ]


def descendants(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    children = [int(word) for word in text.split()]
    return [each for child in children for each in (child, *descendants(child))]


def _mb(pid: int, what: str) -> float:
    fields = dict(
        line.split(":", 1)
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    )
    return int(fields[what].split()[0]) / 1024
