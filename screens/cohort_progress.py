"""How far a class is: a bar at a terminal, a line now and then in a pipe; on standard error."""

from __future__ import annotations

import contextlib
import sys
import time
from types import TracebackType

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from exercises.environment import HERE
from screens.words import speaker

#: In a pipe: not more often than this, and at the end.
_EVERY_SECONDS = 10.0
_BESIDE_THE_BAR = 46


class Tally:
    """Counts results as they come. ``total`` are the files of this run."""

    def __init__(self, total: int, lang: str) -> None:
        self.total, self.done, self.failed, self.errors = total, 0, 0, 0
        self._say = speaker(lang)
        self._started = time.monotonic()

    def count(self, outcome: str) -> None:
        self.done += 1
        self.failed += outcome == "failed"
        self.errors += outcome == "error"

    def text(self) -> str:
        """``3 failed, 0 errors, 8.1/s, 1:05 left``."""
        seconds = time.monotonic() - self._started
        rate = self.done / seconds if seconds > 0 else 0.0
        left = (self.total - self.done) / rate if rate else None
        clock = "–" if left is None else f"{int(left) // 60}:{int(left) % 60:02}"
        return self._say(
            f"{self.failed} failed, {self.errors} errors, {rate:.1f}/s, {clock} left",
            f"未通过 {self.failed}，出错 {self.errors}，每秒 {rate:.1f}，剩余 {clock}",
        )


class GradingProgress:
    """Shows a tally while results come, inside a ``with``."""

    def __init__(self, total: int, lang: str) -> None:
        self.tally = Tally(total, lang)
        self._bar: Progress | None = None
        self._task = TaskID(0)
        self._said = time.monotonic()
        if HERE.can_take_back() and total:
            self._bar = _bar()
            self._task = self._bar.add_task(self.tally.text(), total=total)

    def __enter__(self) -> GradingProgress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def count(self, outcome: str) -> None:
        self.tally.count(outcome)
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=self.tally.text())
            return
        now, over = time.monotonic(), self.tally.done == self.tally.total
        if over or now - self._said >= _EVERY_SECONDS:
            self._said = now
            with contextlib.suppress(OSError, UnicodeError):  # no run ends for this
                print(
                    f"{self.tally.done}/{self.tally.total}, {self.tally.text()}",
                    file=sys.stderr,
                    flush=True,
                )


def _bar() -> Progress:
    from rich.console import Console

    width = HERE.width()
    text = TextColumn("{task.description}", markup=False)
    columns = [MofNCompleteColumn(), text]
    if width > _BESIDE_THE_BAR + 16:
        columns.insert(0, BarColumn(bar_width=width - _BESIDE_THE_BAR - 16))
    console = Console(file=sys.stderr, width=width, highlight=False)
    return Progress(*columns, console=console, refresh_per_second=4)
