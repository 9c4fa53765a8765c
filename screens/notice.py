"""A line that stands on the terminal while something takes its time, and is gone afterwards.

On standard error and at a terminal only: a pipe gets the answer and nothing else. Imports nothing,
since it has to be there before the learner wonders (a tenth of a second).
"""

from __future__ import annotations

import contextlib
import sys
from types import TracebackType

from exercises.environment import HERE
from screens.words import speaker

_ERASE = "\r\x1b[2K"


def starting(lang: str) -> str:
    """What is said when no warm grader answers."""
    return speaker(lang)(
        "Starting the grader: loading torch takes a moment ...",
        "正在启动评分器：加载 torch 需要片刻 ……",
    )


class Notice:
    """Shows one line when told to and takes it back at the end of the ``with``. ``quiet`` shows
    none, nor does a terminal that cannot take it back."""

    def __init__(self, text: str, quiet: bool = False) -> None:
        self._text = text
        self._may = not quiet and HERE.can_take_back()
        self._shown = False

    def show(self) -> None:
        if self._may and not self._shown:
            self._shown = True
            self._write(self._text)

    def __enter__(self) -> Notice:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            self._write(_ERASE)

    @staticmethod
    def _write(text: str) -> None:
        with contextlib.suppress(OSError, UnicodeError):  # nobody's grade fails for this
            sys.stderr.write(text)
            sys.stderr.flush()
