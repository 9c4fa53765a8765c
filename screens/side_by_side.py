"""Two files lined up: what says the same stands on one row, what does not is marked.

Comments, docstrings and spaces say nothing, so they never mark a line. The code may be anything
a learner hands in: it is compared as lines of text and never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

#: A loss is some twenty lines. What goes on beyond this is not read in a report.
MOST_LINES = 400
MOST_CHARACTERS = 40_000

#: What every file has, whatever the idea in it is.
_NOTHING_NEW = re.compile(r"import.*|from.*import.*|def__init__\(self\):|super\(\S*?\.__init__\(\)")
_ASSIGNED = re.compile(r"(\w+)=(?!=)|(return)")
#: Two spellings of one thing.
_SAME = (("torch.nn.functional.", "F."), ("nn.functional.", "F."), ("torch.nn.", "nn."))
_TRIPLE = re.compile(r"[rRbBuUfF]{0,2}(\"\"\"|''')")
#: A string, or the comment that is looked for; what comes first wins.
_COMMENT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|(#.*)")


class Line(NamedTuple):
    """One line of one side. ``number`` is None where the other side has more lines."""

    number: int | None
    text: str
    says: str = ""
    """What of it means something to Python."""
    differs: bool = False

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))


class Rows(NamedTuple):
    rows: list[tuple[Line, Line]]
    cut: bool
    """Only the beginning of the left one is shown."""


def side_by_side(left: str, right: str) -> Rows:
    """``left`` and ``right`` in rows. Lines that say the same stand beside each other, and so do
    those that assign to the same name."""
    ours, cut = lines_of(left)
    theirs, _ = lines_of(right)
    return Rows(list(_aligned(ours, theirs, (_says, _assigned))), cut)


def lines_of(source: str) -> tuple[list[Line], bool]:
    """The lines of a file, without the empty ones round it; True when the rest was left out."""
    whole = source.strip("\r\n").expandtabs(4).split("\n")
    kept = "\n".join(whole[:MOST_LINES])[:MOST_CHARACTERS].split("\n")
    cut = len(whole) > MOST_LINES or len(source) > MOST_CHARACTERS
    lines, quotes = [], ""
    for number, text in enumerate(kept, 1):
        text = text.rstrip()
        says, quotes = _meaning(text.strip(), quotes)
        lines.append(Line(number, text, says))
    return lines, cut


def _meaning(text: str, quotes: str) -> tuple[str, str]:
    """What a line says, and the quotes of the docstring that is still open after it."""
    if quotes:
        return "", "" if quotes in text else quotes
    opened = _TRIPLE.match(text)
    if opened:
        return "", "" if opened[1] in text[opened.end() :] else opened[1]
    bare = _COMMENT.sub(lambda found: "" if found[1] else found[0], text)
    says = "".join(bare.split())
    for spelled_out, short in _SAME:
        says = says.replace(spelled_out, short)
    return says, ""


_MISSING = Line(None, "")


def _says(line: Line) -> str:
    return line.says


def _assigned(line: Line) -> str:
    found = _ASSIGNED.match(line.says)
    return found[0] if found else ""


def _aligned(
    left: list[Line], right: list[Line], keys: Sequence[Callable[[Line], str]]
) -> Iterator[tuple[Line, Line]]:
    """Rows put beside each other where the first of ``keys`` agrees, and between those where the
    next one does."""
    if not keys:
        ours, theirs = [_marked(line) for line in left], [_marked(line) for line in right]
        yield from zip_longest(ours, theirs, fillvalue=_MISSING)
        return
    key, *others = keys
    ours_at = [place for place, line in enumerate(left) if key(line)]
    theirs_at = [place for place, line in enumerate(right) if key(line)]
    matcher = SequenceMatcher(
        None, [key(left[place]) for place in ours_at], [key(right[p]) for p in theirs_at], False
    )
    start = other_start = 0
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            here, there = ours_at[block.a + step], theirs_at[block.b + step]
            yield from _aligned(left[start:here], right[other_start:there], others)
            pair = (left[here], right[there])
            same = pair[0].says == pair[1].says
            yield pair if same else (_marked(pair[0]), _marked(pair[1]))
            start, other_start = here + 1, there + 1
    yield from _aligned(left[start:], right[other_start:], others)


def _marked(line: Line) -> Line:
    """A line that the other side does not have."""
    return line._replace(differs=bool(line.says) and not _NOTHING_NEW.fullmatch(line.says))
