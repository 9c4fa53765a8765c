"""Blocks of text with a baseline: what a formula in two dimensions is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

#: top, middle, centre and bottom piece of a tall bracket; a bar is the same all the way.
_TALL = {
    "(": "⎛⎜⎜⎝",
    ")": "⎞⎟⎟⎠",
    "[": "⎡⎢⎢⎣",
    "]": "⎤⎥⎥⎦",
    "{": "⎧⎪⎨⎩",
    "}": "⎫⎪⎬⎭",
    "|": "││││",
    "‖": "‖‖‖‖",
}


class Box(NamedTuple):
    """Lines of equal width; ``baseline`` is the index of the one that lines up with its row."""

    lines: tuple[str, ...]
    baseline: int = 0

    @property
    def width(self) -> int:
        return cell_len(self.lines[0])

    @property
    def height(self) -> int:
        return len(self.lines)

    @property
    def below(self) -> int:
        """How many lines hang under the baseline."""
        return self.height - 1 - self.baseline


def text(content: str) -> Box:
    return Box((content,))


def padded(line: str, width: int, align: str = "left") -> str:
    """``line`` filled with spaces to ``width`` terminal cells."""
    missing = max(0, width - cell_len(line))
    before = {"left": 0, "centre": missing // 2, "right": missing}[align]
    return " " * before + line + " " * (missing - before)


def beside(boxes: Iterable[Box]) -> Box:
    """The boxes in a row, their baselines on one line."""
    row = list(boxes) or [text("")]
    above = max(box.baseline for box in row)
    below = max(box.below for box in row)
    lines = [""] * (above + 1 + below)
    for box in row:
        for index in range(len(lines)):
            own = index - above + box.baseline
            lines[index] += box.lines[own] if 0 <= own < box.height else " " * box.width
    return Box(tuple(lines), above)


def stacked(boxes: Sequence[Box], baseline: int, align: str = "centre") -> Box:
    """The boxes under each other; ``baseline`` is that of the box with this index."""
    width = max(box.width for box in boxes)
    lines = [padded(line, width, align) for box in boxes for line in box.lines]
    above = sum(box.height for box in boxes[:baseline])
    return Box(tuple(lines), above + boxes[baseline].baseline)


def fraction(numerator: Box, denominator: Box) -> Box:
    width = max(numerator.width, denominator.width)
    return stacked([numerator, text("─" * width), denominator], baseline=1)


def bracket(symbol: str, height: int, baseline: int) -> Box:
    """An opening or closing bracket as tall as what it encloses."""
    if height == 1 or symbol not in _TALL:
        return Box(tuple(symbol if i == baseline else " " for i in range(height)), baseline)
    top, middle, centre, bottom = tuple(_TALL[symbol])
    lines = [top, *[middle] * (height - 2), bottom]
    if height > 2:
        lines[height // 2] = centre
    return Box(tuple(lines), baseline)


def grid(rows: list[list[Box]], aligns: Sequence[str], gap: str) -> Box:
    """A table of boxes. An empty line keeps rows of several lines apart."""
    columns = max(len(row) for row in rows)
    widths = [
        max((row[c].width for row in rows if c < len(row)), default=0) for c in range(columns)
    ]
    lines: list[str] = []
    for position, row in enumerate(rows):
        cells: list[Box] = []
        for column, width in enumerate(widths):
            box = row[column] if column < len(row) else text("")
            align = aligns[column % len(aligns)]
            padding = tuple(padded(line, width, align) for line in box.lines)
            cells += (
                [text(gap), Box(padding, box.baseline)] if cells else [Box(padding, box.baseline)]
            )
        if position and any(box.height > 1 for box in [*rows[position - 1], *row]):
            lines.append(" " * cell_len(lines[0]))
        lines += beside(cells).lines
    return Box(tuple(lines), (len(lines) - 1) // 2)
