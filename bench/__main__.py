"""How long the whole command takes, as a share of ``python -c "import torch"`` in the same run.

``python -m bench`` prints a table and marks what is over its budget. The budgets are those of the
design; nothing in the tests asserts them, since a busy machine is no fault of the code.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

PRACTICE = Path(sys.executable).parent / "practice"
RUNS = 9
LONG_HISTORY = 100_000

RIGHT = """
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -(y_true * F.log_softmax(y_pred, dim=1)).sum(dim=1).mean()
"""


def median(action: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """Median and spread (largest less smallest) of ``runs`` timings, in seconds."""
    timings = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        timings.append(time.perf_counter() - started)
    return statistics.median(timings), max(timings) - min(timings)


@contextmanager
def learner() -> Iterator[Callable[..., None]]:
    """Somebody with a workspace of their own, who types commands. The server ends with it."""
    with tempfile.TemporaryDirectory(prefix="pr-", ignore_cleanup_errors=True) as home:
        runtime = Path(home) / "run"
        runtime.mkdir(mode=0o700)
        environment = {"PATH": os.environ["PATH"], "HOME": home, "XDG_RUNTIME_DIR": str(runtime)}

        def types(*arguments: str) -> None:
            subprocess.run(
                [PRACTICE, *arguments],
                cwd=home,
                env=environment,
                stdout=subprocess.DEVNULL,
                check=True,
            )

        types("init")
        workspace = Path(home) / "practice"
        (workspace / "ce.py").write_text(RIGHT)
        types.workspace = workspace  # type: ignore[attr-defined]
        yield types


def fill_history(workspace: Path) -> None:
    """A hundred thousand runs over the last years, in one transaction."""
    from trainer.history import History, local_day

    file = workspace / ".practice" / "history.sqlite3"
    History(file).close()
    import sqlite3

    start = datetime.now().astimezone() - timedelta(days=2000)
    with sqlite3.connect(file) as database:
        for number in range(LONG_HISTORY):
            when = start + timedelta(days=number / LONG_HISTORY * 1990)
            served = number % 5 == 0
            data = '{"seed": 1, "by": "next", "family": "f", "par_minutes": 6}'
            outcome = "passed" if number % 5 == 4 else "failed"
            run = f'{{"outcome": "{outcome}", "sha256": "", "unwritten": false}}'
            database.execute(
                "INSERT INTO facts (kind, exercise, at, day, data) VALUES (?, ?, ?, ?, ?)",
                (
                    "served" if served else "run",
                    ("mae", "mse", "ce", "bce", "kl", "focal")[number // 5 % 6],
                    when.isoformat(),
                    local_day(when),
                    data if served else run,
                ),
            )


def main() -> None:
    torch, _ = median(lambda: subprocess.run([sys.executable, "-c", "import torch"], check=True), 5)
    print(f"import torch: {torch:.2f} s\n")
    print(f"{'what':44} {'seconds':>8} {'spread':>7} {'ratio':>6}  budget")

    def row(what: str, budget: float, action: Callable[[], object], runs: int = RUNS) -> float:
        seconds, spread = median(action, runs)
        over = "  OVER" if seconds / torch > budget else ""
        print(f"{what:44} {seconds:8.3f} {spread:7.3f} {seconds / torch:6.3f}  {budget:5.2f}{over}")
        return seconds

    shown = (("next",), ("list",), ("show", "ce"), ("hint", "ce", "--json"))
    with learner() as types:
        types("next")
        empty = {}
        for command in shown:
            runs = 3 if command[0] == "hint" else RUNS  # there are only so many hints
            empty[command] = row(
                f"practice {' '.join(command)}", 0.10, lambda c=command: types(*c), runs
            )
        row("practice grade ce, first (no server)", 1.25, lambda: types("grade", "ce"), 1)
        warm = row("practice grade ce, warm", 0.12, lambda: types("grade", "ce"))

    print(f"\nwith {LONG_HISTORY:,} runs in the history, against an empty one (budget 1.3 times)")
    with learner() as types:
        fill_history(types.workspace)  # type: ignore[attr-defined]
        types("next")
        types("grade", "ce")
        for command in shown[:2]:
            seconds, _ = median(lambda c=command: types(*c))
            name = f"practice {' '.join(command)}"
            print(f"{name:44} {seconds:8.3f} {seconds / empty[command]:6.2f}")
        seconds, _ = median(lambda: types("grade", "ce"))
        print(f"{'practice grade ce, warm':44} {seconds:8.3f} {seconds / warm:6.2f}")


if __name__ == "__main__":
    main()
