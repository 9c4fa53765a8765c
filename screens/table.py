"""The one layout of a table: cells in columns, or one after another where there is no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from screens.boxes import padded
from screens.excerpt import clipped
from screens.wrapping import wrap

_LEAST = 8
"""A column that gives way keeps so many cells."""


def table(
    rows: Sequence[Sequence[Text]],
    width: int,
    gives_way: int | None = None,
    aligns: str = "",
    indent: str = "  ",
    gaps: Sequence[int] = (2,),
) -> list[Text]:
    """The lines of all rows, as :func:`by_rows` gives them."""
    laid_out = by_rows(rows, width, gives_way, aligns, indent, gaps)
    return [line for lines in laid_out for line in lines]


def by_rows(
    rows: Sequence[Sequence[Text]],
    width: int,
    gives_way: int | None = None,
    aligns: str = "",
    indent: str = "  ",
    gaps: Sequence[int] = (2,),
) -> list[list[Text]]:
    """The lines of each row, its cells in columns; the last column is as long as it likes.

    ``aligns`` has a ``<`` or ``>`` for each column; without it all are to the left. Of ``gaps``,
    the spaces between columns, the first that fits is taken. Where none does, the column
    ``gives_way`` is clipped, to 8 cells at the least; where that is not enough, every row is told
    one cell after another, over as many lines as it takes.
    """
    widths = [max(cell_len(cell.plain) for cell in column) for column in zip(*rows, strict=True)]

    def over(gap: int) -> int:
        return len(indent) + gap * (len(widths) - 1) + sum(widths) - width

    gap = next((gap for gap in gaps if over(gap) <= 0), gaps[-1])
    if over(gap) > 0 and gives_way is not None:
        widths[gives_way] = max(min(_LEAST, widths[gives_way]), widths[gives_way] - over(gap))
    if rows and over(gap) > 0:
        told = [Text("  ").join(cell for cell in row if cell.plain) for row in rows]
        return [wrap(line, width, indent, indent + "  ") for line in told]
    lines = []
    for row in rows:
        line = Text(indent) + Text(" " * gap).join(_fitted(row, widths, aligns))
        line.rstrip()
        lines.append([line])
    return lines


def _fitted(row: Sequence[Text], widths: Sequence[int], aligns: str) -> Iterator[Text]:
    for number, (cell, room) in enumerate(zip(row, widths, strict=True)):
        to_the_right = aligns[number : number + 1] == ">"
        plain = padded(clipped(cell.plain, room), room, "right" if to_the_right else "left")
        yield Text(plain, cell.style)
