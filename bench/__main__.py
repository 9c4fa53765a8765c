"""What the design allows, and what was measured: ``python -m bench`` writes docs/performance.md.

Times are ratios to ``python -c "import torch"`` in the same run on the same machine; commands take
turns with it, so that a machine that is busy for a while is busy for both.
Nothing in the tests asserts a time, since a busy machine is no fault of the code. ``--quick`` takes
fewer runs; ``--soak N`` grades N times when looking for leaks.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench import cohort, deadline, memory, peers, typed
from bench.compiled import compile_ours
from bench.timing import Timing, alternately
from packs.crowd import variant_files

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "performance.md"
LONG_HISTORY = 100_000

#: What is measured, and at most which share of importing torch (the budgets of the design).
SHOWN = (("next",), ("list",), ("show", "ce"))
_COLD, _WARM = "`practice grade ce`, cold", "`practice grade ce`, warm"
_FAILING = "`practice grade ce`, warm and failing, the fault searched for"
_WATCH, _WAIT = "save to verdict in `practice watch`", "a pause"
SHOWN_BUDGET, WARM_BUDGET, COLD_BUDGET, WATCH_BUDGET = 0.10, 0.12, 1.25, 0.08
FAILING_BUDGET = 0.45
#: Any of them with a long history, against an empty one.
HISTORY_BUDGET = 1.3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    parser.add_argument("--soak", type=int, help="grades in the search for leaks")
    options = parser.parse_args()
    compile_ours()
    runs = 5 if options.quick else 11
    soak = options.soak if options.soak is not None else (50 if options.quick else 1000)
    sections = (
        lambda: _head(runs),
        lambda: _times(runs),
        lambda: cohort.table(60 if options.quick else 500),
        lambda: memory.table(soak),
        lambda: peers.table(3 if options.quick else 5),
        lambda: deadline.table(4 if options.quick else deadline.LIVES),
    )
    lines: list[str] = []
    for section in sections:
        found = section()
        print("\n".join(found), flush=True)
        lines += found
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _head(runs: int) -> list[str]:
    cores = os.cpu_count()
    names = ("torch", "pytest", "click", "rich", "msgspec", "fsrs", "watchfiles")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return [
        "# Performance",
        "",
        "Written by `make bench`; do not edit.",
        "",
        f"Measured on {date.today()}: {_processor()}, {cores} cores, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}, {versions}. Load average at "
        f"the start: {os.getloadavg()[0]:.1f} (above {cores}, others share the cores and times "
        "are too long).",
        "",
        f"Medians of {runs} runs; the spread is the largest less the smallest; processor time is "
        "that of the command itself, without the server's. The ratio is to "
        '`python -c "import torch"`, which takes turns with all but the cold grade and the hint; '
        "those follow. Where its own time is far above its processor time, others used the cores "
        "meanwhile. Our modules were compiled before, as an installer leaves them.",
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _times(runs: int) -> list[str]:
    empty = _one_learner(runs, history=0)
    full = _one_learner(runs, history=LONG_HISTORY)
    torch = empty.pop("import torch")
    full.pop("import torch")
    lines = [
        "", "## Time", "",
        f"`import torch`: {torch.median:.3f} s (spread {torch.spread:.3f}, "
        f"processor {torch.processor:.3f}).",
        "",
        "| what | s | spread | processor s | ratio | budget | |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for name, timing in empty.items():
        budget = _budget(name)
        ratio = timing.median / torch.median
        used = f"{timing.processor:.3f}" if timing.processor else ""  # that of watch still runs
        lines.append(
            f"| {name} | {timing.median:.3f} | {timing.spread:.3f} | {used} "
            f"| {ratio:.3f} | {budget:.2f} | {_verdict(ratio, budget)} |"
        )
    lines += [
        "", f"### With {LONG_HISTORY:,} runs in the history", "",
        "| what | s | spread | to an empty history | budget | |",
        "| --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for name, timing in full.items():
        ratio = timing.median / empty[name].median
        lines.append(
            f"| {name} | {timing.median:.3f} | {timing.spread:.3f} | {ratio:.2f} "
            f"| {HISTORY_BUDGET} | {_verdict(ratio, HISTORY_BUDGET)} |"
        )
    return lines


def _budget(name: str) -> float:
    if name.startswith("save"):
        return WATCH_BUDGET
    if name == _FAILING:
        return FAILING_BUDGET
    if "cold" in name:
        return COLD_BUDGET
    return WARM_BUDGET if "grade" in name else SHOWN_BUDGET


def _verdict(measured: float, budget: float) -> str:
    return "within" if measured <= budget else "**over**"


def _one_learner(runs: int, history: int) -> dict[str, Timing]:
    """Everything takes turns with importing torch; a warm grade or a save then also meets a server
    that has had the time to prepare for it, as it has with somebody who types."""
    with typed.learner() as learner:
        if history:
            typed.fill_history(learner.workspace, history)
        learner.types("next")
        learner.types("grade", "ce")
        learner.waits_until_warm()
        with learner.watching() as saved:
            timings = alternately(
                [
                    ("import torch", lambda: learner.runs(sys.executable, "-c", "import torch")),
                    *((f"`practice {' '.join(c)}`", lambda c=c: learner.types(*c)) for c in SHOWN),
                    (_WARM, lambda: learner.types("grade", "ce")),
                    (_WAIT, learner.thinks),
                    (_WATCH, saved),
                ],
                runs,
            )
        timings |= alternately(
            [(_COLD, lambda: learner.types("grade", "ce", cold=True))], max(3, runs // 3)
        )
        if not history:  # the median over the whole corpus of wrong files
            wrong = itertools.cycle(variant_files("wrong", ["ce"]))
            count = len(variant_files("wrong", ["ce"]))
            timings |= alternately([(_FAILING, lambda: learner.grades("ce", next(wrong)))], count)
        # an exercise has only so many hints
        timings |= alternately(
            [("`practice hint ce`", lambda: learner.types("hint", "ce", "--json"))], 3
        )
    timings.pop(_WAIT)
    return timings


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd} ended with {error.returncode}: {(error.stderr or b'').decode()}")
