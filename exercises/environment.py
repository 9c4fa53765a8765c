"""What a command is started in: its variables and folders, the clock, the terminal.

This is the one place that asks for them. Whoever needs one takes an :class:`Environment`, by
default that of this process, ``HERE``; a test makes one of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

#: Narrower than this nothing can be read; wider than that nobody has a window.
_NARROWEST, _WIDEST = 10, 10_000
#: What a terminal has that does not know its own size.
_COLUMNS, _LINES = 80, 24

_BELOW_HOME = {"cache": ".cache", "data": ".local/share", "state": ".local/state"}


class Environment(NamedTuple):
    """Everything is asked when it is needed: a window changes its size, a clock goes on."""

    variables: Mapping[str, str] = os.environ
    folder: Path | None = None
    """The current folder; None for that of the process."""
    clock: Callable[[], datetime] = datetime.now

    def says(self, variable: str) -> str:
        """The value of a variable; empty where it is not set."""
        return self.variables.get(variable, "")

    @property
    def cwd(self) -> Path:
        """The current folder. Raises OSError when it is there no more."""
        return Path.cwd() if self.folder is None else self.folder

    @property
    def home(self) -> Path | None:
        """The user's own folder; None where there is none."""
        if self.says("HOME"):
            return Path(self.says("HOME"))
        try:
            return Path.home()
        except RuntimeError:
            return None

    def place(self, what: Literal["cache", "data", "state"]) -> Path | None:
        """The folder ``practice`` in that of the XDG base directories; None without a home.

        As the XDG specification asks, one that is not absolute is passed over.
        """
        named = Path(self.says(f"XDG_{what.upper()}_HOME"))
        if named.is_absolute():
            return named / "practice"
        return self.home / _BELOW_HOME[what] / "practice" if self.home else None

    def now(self) -> datetime:
        """This moment, in the user's zone."""
        return self.clock().astimezone()

    def width(self) -> int:
        """Columns: as ``COLUMNS`` says if it says a number above 0, else of the terminal, else
        80."""
        said = self.says("COLUMNS")
        width = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
        for descriptor in (0, 1, 2):
            if width > 0:
                break
            try:
                width = os.get_terminal_size(descriptor).columns
            except OSError:
                continue
        return min(max(width or _COLUMNS, _NARROWEST), _WIDEST)

    def rows(self) -> int:
        """How many lines a screen has room for, as ``LINES`` or the terminal says; else 24."""
        import shutil

        return shutil.get_terminal_size((_COLUMNS, _LINES)).lines

    def somebody_types(self) -> bool:
        """Whether somebody at a terminal can be asked something."""
        return sys.stdin.isatty()

    def somebody_is_there(self) -> bool:
        """Whether somebody at a terminal reads what is printed and can answer it."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def can_take_back(self) -> bool:
        """Whether a line on standard error can be taken back: a terminal, and not a dumb one."""
        return sys.stderr.isatty() and self.says("TERM") != "dumb"


HERE = Environment()
