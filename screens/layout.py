"""Pieces that several screens share: a title with a remark at the right, a rule, a short path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.text import Text

from exercises.environment import HERE
from screens.boxes import padded
from screens.excerpt import clipped
from screens.wrapping import wrap


def heading(left: Text, right: Text, width: int) -> list[Text]:
    """A title, with a remark at the right edge where there is room, else under it."""
    gap = width - cell_len(left.plain) - cell_len(right.plain)
    if not right.plain:
        return wrap(left, width)
    if gap >= 2:
        return [left + Text(" " * gap) + right]
    return [*wrap(left, width), *wrap(right, width)]


def rule(width: int) -> Text:
    return Text("─" * width, "dim")


def entries(rows: Sequence[tuple[Text, Text]], width: int, indent: str = "  ") -> list[Text]:
    """Terms and what is said of them: side by side, or under each other where it is narrow."""
    if not rows:
        return []
    widest = max(cell_len(term.plain) for term, _ in rows)
    if len(indent) + widest + 24 > width:
        return [
            line
            for term, meaning in rows
            for line in [
                *wrap(term, width, indent, indent),
                *wrap(meaning, width, indent * 2, indent * 2),
            ]
        ]
    lines: list[Text] = []
    for term, meaning in rows:
        margin = Text(indent) + term + Text(" " * (widest - cell_len(term.plain) + 2))
        lines += wrap(meaning, width, margin, " " * (len(indent) + widest + 2))
    return lines


def table(
    rows: Sequence[Sequence[Text]], width: int, gives_way: int | None = None
) -> list[list[Text]]:
    """The lines of each row, its cells in columns; the last column is as long as it likes.

    Where they do not fit, the column ``gives_way`` is clipped, to 8 cells at the least; where that
    is not enough, every row is told one cell after another, over as many lines as it takes.
    """
    widths = [max(cell_len(cell.plain) for cell in column) for column in zip(*rows, strict=True)]
    over = 2 * len(widths) + sum(widths) - width
    if over > 0 and gives_way is not None:
        widths[gives_way] = max(min(8, widths[gives_way]), widths[gives_way] - over)
        over = 2 * len(widths) + sum(widths) - width
    if over > 0:
        return [wrap(Text("  ").join(row), width, "  ", "    ") for row in rows]
    return [[Text("  ") + Text("  ").join(_fitted(row, widths))] for row in rows]


def _fitted(row: Sequence[Text], widths: Sequence[int]) -> Iterator[Text]:
    for number, (cell, room) in enumerate(zip(row, widths, strict=True)):
        plain = clipped(cell.plain, room)
        last = number == len(row) - 1
        yield Text(plain if last else padded(plain, room), cell.style)


def short(path: Path) -> str:
    """A path as somebody in the current folder would type it."""
    path = path.absolute()
    for base, prefix in ((HERE.cwd, ""), (HERE.home, "~/")):
        if base is not None and path.is_relative_to(base):
            return f"{prefix}{path.relative_to(base)}"
    return str(path)
