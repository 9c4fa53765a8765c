"""The one way out: lines to the terminal or the pipe, JSON to whoever asked for it."""

from __future__ import annotations

import io
import math
import sys
import unicodedata
from collections.abc import Iterable
from typing import IO, Any

import msgspec
from rich.console import Console
from rich.text import Text

#: Longer lines are hard to read (Bringhurst: 45 to 75 characters; tables and code need more).
_WIDEST = 100


class Terminal:
    """Where a command writes. Colour and width follow the terminal, a pipe and ``NO_COLOR``."""

    def __init__(self, file: IO[str] | None = None, width: int | None = None) -> None:
        stream = sys.stdout if file is None else file
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an ASCII terminal shows ?, not a traceback
        self._console = Console(
            file=stream, width=width, highlight=False, markup=False, emoji=False
        )
        self.width = min(self._console.width, _WIDEST)

    def begin(self) -> None:
        """Start an empty screen; in a pipe, where nothing can be taken back, an empty line."""
        width = min(self._console.width, _WIDEST)
        self.width = width  # the window may have another size by now
        if self._console.is_terminal:
            self._console.file.write("\x1b[2J\x1b[H")
        else:
            self._console.file.write("\n")

    def show(self, lines: Iterable[Text | str]) -> None:
        """Print lines that are already as wide as they should be.

        Some of what they say comes from the learner's code; nothing in it steers the terminal.
        """
        for line in lines:
            text = line if isinstance(line, Text) else Text(line)
            text.plain = "".join(char if _is_harmless(char) else "·" for char in text.plain)
            self._console.print(text, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)


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
