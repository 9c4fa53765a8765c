"""The one way out: lines to the terminal or the pipe, JSON to whoever asked for it."""

from __future__ import annotations

import io
import math
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import IO, Any

import msgspec
from rich.console import Console
from rich.text import Text

from exercises.environment import HERE
from screens.wrapping import wrap

#: Longer lines are hard to read (Bringhurst: 45 to 75 characters; tables and code need more).
_WIDEST = 100

_NARROW = 60


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the one who prints decide; rich would end the command with 1, as if it had failed."""
        raise


class Terminal:
    """Where a command writes. Colour and width follow the terminal, a pipe and ``NO_COLOR``."""

    def __init__(self, file: IO[str] | None = None) -> None:
        stream = sys.stdout if file is None else file
        self._encoding = getattr(stream, "encoding", None) or "utf-8"
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an ASCII terminal shows ?, not a traceback
        self.width = 0
        self._console = _Console(
            # The size is ours: rich takes COLUMNS=0 at its word and prints nothing.
            file=stream, width=HERE.width(), height=25,
            highlight=False, markup=False, emoji=False,
        )  # fmt: skip
        self._measure()

    def _measure(self) -> None:
        self._console.width = HERE.width()
        self.width = min(self._console.width, _WIDEST)

    def begin(self) -> None:
        """Start an empty screen; in a pipe, where nothing can be taken back, an empty line."""
        self._measure()  # the window may have another size by now
        if self._console.is_terminal:
            self._console.file.write("\x1b[2J\x1b[H")
        else:
            self._console.file.write("\n")

    def show(self, lines: Iterable[Text | str]) -> None:
        """Print lines that are already as wide as they should be.

        Some of what they say comes from the learner's code; nothing in it steers the terminal.
        """
        shown = []
        for line in lines:
            text = line if isinstance(line, Text) else Text(line)
            text.plain = "".join(char if _is_harmless(char) else "·" for char in text.plain)
            for piece in wrap(text, self.width) if self._overflows(text) else [text]:
                self._print(piece)
            shown.append(text.plain)
        _say_what_is_lost("".join(shown), self._encoding)

    def overfull(self, lines: Sequence[Text | str]) -> bool:
        """Whether somebody at a terminal would see the end only, and has a pager."""
        at_terminal = self._console.is_terminal and HERE.somebody_types()
        if not at_terminal or HERE.variables.get("PAGER", "less") in ("", "cat"):
            return False
        return len(lines) >= self.rows

    @property
    def rows(self) -> int:
        """How many lines a screen has room for."""
        return HERE.rows()

    def page(self, lines: Iterable[Text | str]) -> None:
        """Show lines in the pager, as git does: ``PAGER``, else ``less``."""
        import click

        kept, self._console.file = self._console.file, io.StringIO()
        try:
            self.show(lines)
            text = self._console.file.getvalue()
        finally:
            self._console.file = kept
        os.environ.setdefault("LESS", "FRX")  # as git does: colours, and the screen stays
        click.echo_via_pager(text, color=self._console.color_system is not None)

    def _overflows(self, text: Text) -> bool:
        """Whether a line is broken here: titles and formulas, where it is narrower than the
        screens are drawn for. Elsewhere a line that is too long is meant to be, such as code."""
        return self.width < _NARROW and text.cell_len > self.width

    def _print(self, text: Text) -> None:
        self._console.print(text, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)


_told: set[str] = set()


def _say_what_is_lost(text: str, encoding: str) -> None:
    """Once, on standard error: that this encoding has no room for some of the characters."""
    lost = {char for char in text if not _has(encoding, char)}
    if not lost or encoding in _told:
        return
    _told.add(encoding)
    if any(unicodedata.east_asian_width(char) == "W" for char in lost):
        told = f"The encoding {encoding} has no Chinese; `--lang en` or a UTF-8 terminal"
    elif _has(encoding, "中") and any(unicodedata.east_asian_width(char) == "W" for char in text):
        sys.stderr.write(
            f"编码 {encoding} 无法表示部分字符，以 ? 代替；"
            "改用 UTF-8 终端（如 `PYTHONIOENCODING=utf-8`）即可。\n"
        )
        return
    else:
        told = f"The encoding {encoding} lacks some characters, shown as ?; a UTF-8 terminal"
    sys.stderr.write(f"{told} (`PYTHONIOENCODING=utf-8`) helps.\n")


def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:  # no encoding of Python's
        return True
    return True


def _is_harmless(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) == "Zs"


def show_json(value: Any) -> None:
    """Print exactly one JSON value and a newline, in UTF-8 whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(json_text(value).encode() + b"\n")
    sys.stdout.buffer.flush()


def json_text(value: Any) -> str:
    """A JSON value that every parser reads: no bare NaN or Infinity, no lone surrogate."""
    encoded = msgspec.json.encode(_portable(msgspec.to_builtins(value)))
    return msgspec.json.format(encoded, indent=2).decode()


def _portable(value: Any) -> Any:
    match value:
        case float() if not math.isfinite(value):
            return str(value)
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_portable(str(key)): _portable(each) for key, each in value.items()}
        case list() | tuple():
            return [_portable(each) for each in value]
    return value
