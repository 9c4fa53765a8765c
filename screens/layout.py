"""Pieces that several screens share: a title with a remark at the right, sentences, a rule, a short
path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.text import Text

from exercises.environment import HERE
from screens.markdown import command
from screens.wrapping import wrap


def heading(left: Text, right: Text, width: int) -> list[Text]:
    """A title, with a remark at the right edge where there is room, else under it."""
    gap = width - cell_len(left.plain) - cell_len(right.plain)
    if not right.plain:
        return wrap(left, width)
    if gap >= 2:
        return [left + Text(" " * gap) + right]
    return [*wrap(left, width), *wrap(right, width)]


def sentences(texts: Sequence[str], width: int) -> list[Text]:
    """Sentences with commands in them, each from a line of its own."""
    return [line for text in texts for line in wrap(command(text), width)]


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


def short(path: Path) -> str:
    """A path as somebody in the current folder would type it."""
    path = path.absolute()
    for base, prefix in ((HERE.cwd, ""), (HERE.home, "~/")):
        if base is not None and path.is_relative_to(base):
            return f"{prefix}{path.relative_to(base)}"
    return str(path)
