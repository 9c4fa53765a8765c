"""Breaking lines where a reader of English or of Chinese expects it, counting terminal cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

#: A space inside a formula or a piece of code that belongs together; printed as a space.
GLUE = "\u00a0"

#: Chinese typesetting: these never begin a line, and those never end one (GB/T 15834-2011).
_NEVER_FIRST = frozenset("，。、；：！？）」』》〉】”’…—～%)]},.;:!?")
_NEVER_LAST = frozenset("（「『《〈【“‘([{")


def wrap(text: Text, width: int, first: str | Text = "", rest: str | Text = "") -> list[Text]:
    """``text`` in lines of at most ``width`` cells; ``first`` and ``rest`` are their margins.

    A word longer than a line is cut. The margins count towards the width.
    """
    margins = [_as_text(first), _as_text(rest)]
    room = [max(8, width - cell_len(margin.plain)) for margin in margins]
    if cell_len(text.plain.rstrip(" ")) <= room[0]:  # as most do
        return [_line(text, 0, len(text.plain), margins[0])]
    lines: list[Text] = []
    start = end = used = 0
    for unit_start, unit_end in _units(text.plain, min(room)):
        unit = text.plain[unit_start:unit_end]
        size = cell_len(unit.rstrip(" "))
        if used + size > room[min(len(lines), 1)] and used:
            lines.append(_line(text, start, end, margins[min(len(lines), 1)]))
            start, used = unit_start, 0
        used += cell_len(unit)
        end = unit_end
    lines.append(_line(text, start, end, margins[min(len(lines), 1)]))
    return lines


def _as_text(margin: str | Text) -> Text:
    return margin if isinstance(margin, Text) else Text(margin)


def _line(text: Text, start: int, end: int, margin: Text) -> Text:
    piece = text[start:end]
    piece.rstrip()
    piece.plain = piece.plain.replace(GLUE, " ")
    return margin + piece


def _units(plain: str, longest: int) -> Iterator[tuple[int, int]]:
    """Ranges between which a line may be broken, each with the spaces that follow it."""
    start = 0
    for index in range(1, len(plain) + 1):
        if index == len(plain) or _may_break(plain[index - 1], plain[index]):
            yield from _cut(plain, start, index, longest)
            start = index


def _may_break(before: str, after: str) -> bool:
    if after == " " or GLUE in (before, after):
        return False
    if before == " ":
        return True
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return is_wide(before) or is_wide(after)


def _cut(plain: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """A unit, in pieces where it is longer than a whole line."""
    used = 0
    for index in range(start, end):
        size = cell_len(plain[index])
        if used + size > longest and plain[index] != " ":
            yield start, index
            start, used = index, 0
        used += size
    if start < end:
        yield start, end


def is_wide(char: str) -> bool:
    """Whether a character takes two cells, as Chinese ones do."""
    return unicodedata.east_asian_width(char) in "WF"
