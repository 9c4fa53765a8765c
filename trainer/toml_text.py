"""A text in TOML: on which line a field begins, where the text breaks, how a value is written."""

from __future__ import annotations

import itertools
import tomllib
from typing import Any


def line_of(field: tuple[str, ...], text: str) -> int:
    """The line on which a field begins.

    The TOML reader tells no lines, but it can be asked about the first so many lines of the file:
    the field begins after the last beginning of the file that is valid and does not have it.
    """

    def has(data: Any) -> bool:
        for name in field:
            if not isinstance(data, dict) or name not in data:
                return False
            data = data[name]
        return True

    lines = text.split("\n")
    without, with_it = 0, len(lines)
    while True:
        middle = (without + with_it) // 2
        between = sorted(range(without + 1, with_it), key=lambda n: abs(n - middle))
        for count in itertools.islice(between, 100):  # more lines than one value has
            data = _valid("\n".join(lines[:count]))
            if data is not None:
                without, with_it = (without, count) if has(data) else (count, with_it)
                break
        else:
            return without + 1


def line_that_breaks(text: str) -> int:
    """The line of a value that Python's reader cannot take: after the last beginning that is fine.

    What can be read of a file that breaks is read line by line, since it need not be long.
    """
    lines = text.split("\n")
    fine, broken = 0, len(lines)
    while True:
        middle = (fine + broken) // 2
        between = sorted(range(fine + 1, broken), key=lambda n: abs(n - middle))
        for count in itertools.islice(between, 100):
            beginning = "\n".join(lines[:count])
            if _valid(beginning) is not None:
                fine = count
                break
            if _breaks(beginning):
                broken = count
                break
        else:
            return fine + 1


def _valid(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, OverflowError, RecursionError):  # TOMLDecodeError is a ValueError
        return None


def _breaks(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    except (ValueError, OverflowError, RecursionError):
        return True
    return False


def shown(value: Any) -> str:
    """A value as TOML writes it, not longer than a line can be."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            text = f'"{value}"'
        case int() if abs(value) >= 10**18:
            return "a number of that size"
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
