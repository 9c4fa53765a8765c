"""The learner's own line, with a caret under what went wrong in it."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells
from rich.text import Text

_TAB = "    "


def excerpt(
    source: bytes, line: int, width: int, columns: tuple[int | None, int | None] = (None, None)
) -> list[Text]:
    """Line ``line`` (from 1) of the file as it was read, and a caret line when columns are known.

    ``columns`` are byte offsets into the line, as Python's own positions are; the end may be
    missing. A line too long for ``width`` is cut round the caret.
    """
    lines = source.splitlines()
    if not 0 < line <= len(lines):
        return []
    raw = lines[line - 1]
    start, end = columns
    indent = len(raw) - len(raw.lstrip())
    begin = indent if start is None else max(start, indent)
    finish = len(raw.rstrip()) if end is None or end <= begin else min(end, len(raw.rstrip()))
    before, marked, after = (
        _shown(piece) for piece in (raw[indent:begin], raw[begin:finish], raw[finish:])
    )
    margin = f"{line:>5} │ "
    room = width - len(margin)
    missing = cell_len(before + marked) - room + 1
    if missing > 0 and before:
        before = "…" + before[missing + 1 :]
    shown = Text(clipped(before + marked + after.rstrip(), room))
    shown.stylize("bold", len(before), len(before) + len(marked))
    result = [Text(margin, "dim") + shown]
    if start is not None and marked:
        under = min(cell_len(marked), max(1, room - cell_len(before)))
        caret = Text(" " * cell_len(before) + "^" * under, "red")
        result.append(Text(" " * 6 + "│ ", "dim") + caret)
    return result


def clipped(line: str, room: int) -> str:
    """``line`` in at most ``room`` cells; an ellipsis stands for what is missing."""
    return line if cell_len(line) <= room else chop_cells(line, room - 1)[0] + "…"


def _shown(piece: bytes) -> str:
    text = piece.decode("utf-8", "replace").replace("\t", _TAB)
    return "".join(char if char.isprintable() else "·" for char in text)
