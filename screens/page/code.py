"""Two files side by side: coloured, lined up, and marked where they say something different."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from markupsafe import Markup
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token, _TokenType

from screens.page.prose import clean

#: A loss is some twenty lines. What goes on beyond this is not read on a page.
MOST_LINES = 400
MOST_CHARACTERS = 40_000

#: Pygments' own short names for what gets a colour; everything else is written as it is.
_CLASSES = (
    (Comment, "c"),
    (String.Doc, "sd"),
    (String, "s"),
    (Keyword, "k"),
    (Operator.Word, "ow"),
    (Number, "m"),
    (Name.Function, "nf"),
    (Name.Class, "nc"),
    (Name.Decorator, "nd"),
    (Name.Builtin, "nb"),
)


#: What every file has, whatever the idea in it is.
_SAYS_NOTHING_NEW = re.compile(
    r"import.*|from.*import.*|def__init__\(self\):|super\(\).*__init__\(\)"
)
_ASSIGNED = re.compile(r"(\w+)=(?!=)|(return)")


class Line(NamedTuple):
    """One line of one side. ``number`` is None where the other side has more lines."""

    number: int | None
    code: Markup
    says: str = ""
    """What of it means something to Python: no space, comment or docstring."""
    indent: int = 0
    differs: bool = False


class Sides(NamedTuple):
    """As many lines on the left as on the right."""

    left: list[Line]
    right: list[Line]
    cut: bool
    """Only the beginning of the left one is shown."""


def side_by_side(left: str, right: str) -> Sides:
    """Lines that say the same stand beside each other, and so do those that assign to the same
    name. Comments, docstrings and spaces say nothing: they are never marked."""
    shown, cut = _bounded(left)
    rows = list(_aligned(_lines(shown), _lines(right), (_says, _assigned)))
    return Sides([row[0] for row in rows], [row[1] for row in rows], cut)


_MISSING = Line(None, Markup())


def _says(line: Line) -> str:
    return line.says


def _assigned(line: Line) -> str:
    found = _ASSIGNED.match(line.says)
    return found[0] if found else ""


def _aligned(
    left: list[Line], right: list[Line], keys: Sequence[Callable[[Line], str]]
) -> Iterator[tuple[Line, Line]]:
    """Rows of a line from each side, put beside each other where the first of ``keys`` agrees,
    and between those where the next one does."""
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
            same = left[here].says == right[there].says
            pair = (left[here], right[there])
            yield pair if same else (_marked(pair[0]), _marked(pair[1]))
            start, other_start = here + 1, there + 1
    yield from _aligned(left[start:], right[other_start:], others)


def _marked(line: Line) -> Line:
    """A line that the other side does not have."""
    silent = not line.says or _SAYS_NOTHING_NEW.fullmatch(line.says)
    return line._replace(differs=not silent)


def one_side(source: str) -> list[Line]:
    """A file on its own."""
    return _lines(_bounded(source)[0])


def _bounded(source: str) -> tuple[str, bool]:
    lines = source[:MOST_CHARACTERS].splitlines()[:MOST_LINES]
    return "\n".join(lines), len(source) > MOST_CHARACTERS or len(source.splitlines()) > MOST_LINES


def _lines(source: str) -> list[Line]:
    """Every line with its colours."""
    plain = clean("\n".join(source.strip("\r\n").splitlines())).expandtabs(4)
    lines = []
    for number, tokens in enumerate(_tokens_by_line(plain), 1):
        text = "".join(value for _, value in tokens)
        says = "".join(
            "".join(value.split())
            for kind, value in tokens
            if kind not in Comment and kind not in String.Doc
        )
        code = Markup("").join(_coloured(kind, value) for kind, value in tokens)
        indent = min(len(text) - len(text.lstrip()), 24)
        lines.append(Line(number, code, says, indent))
    return lines


def _tokens_by_line(plain: str) -> Iterator[list[tuple[_TokenType, str]]]:
    """A token that spans lines becomes one on each of them."""
    line: list[tuple[_TokenType, str]] = []
    for kind, value in PythonLexer(stripnl=False, ensurenl=False).get_tokens(plain):
        first, *rest = value.split("\n")
        line.append((kind, first))
        for piece in rest:
            yield line
            line = [(kind, piece)]
    yield line


def _coloured(kind: _TokenType, value: str) -> Markup:
    if not value:
        return Markup()
    for group, name in _CLASSES:
        if kind in group and kind is not Token:
            return Markup('<span class="{}">{}</span>').format(name, value)
    return Markup("{}").format(value)
