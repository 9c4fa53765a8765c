"""Two files side by side: coloured, lined up, and marked where they say something different."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
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


class Line(NamedTuple):
    """One line of one side. ``number`` is None where the other side has more lines."""

    number: int | None
    code: Markup
    indent: int = 0
    differs: bool = False


class Sides(NamedTuple):
    """As many lines on the left as on the right."""

    left: list[Line]
    right: list[Line]
    cut: bool
    """Only the beginning of the left one is shown."""


def side_by_side(left: str, right: str) -> Sides:
    """Lines that say the same stand beside each other. Comments, docstrings and spaces say
    nothing: they are never marked."""
    shown, cut = _bounded(left)
    ours, theirs = _lines(shown), _lines(right)
    matcher = SequenceMatcher(None, [says for _, says in ours], [says for _, says in theirs], False)
    rows: tuple[list[Line], list[Line]] = ([], [])
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        for side, lines, first, last in (
            (rows[0], ours, start, end),
            (rows[1], theirs, other_start, other_end),
        ):
            for index in range(first, last):
                line, says = lines[index]
                side.append(line._replace(differs=tag != "equal" and bool(says)))
            missing = max(end - start, other_end - other_start) - (last - first)
            side += [Line(None, Markup())] * missing
    return Sides(*rows, cut)


def one_side(source: str) -> list[Line]:
    """A file on its own."""
    return [line for line, _ in _lines(_bounded(source)[0])]


def _bounded(source: str) -> tuple[str, bool]:
    lines = source[:MOST_CHARACTERS].splitlines()[:MOST_LINES]
    return "\n".join(lines), len(source) > MOST_CHARACTERS or len(source.splitlines()) > MOST_LINES


def _lines(source: str) -> list[tuple[Line, str]]:
    """Every line with its colours, and what of it says something to Python."""
    plain = clean("\n".join(source.strip("\r\n").splitlines())).expandtabs(4)
    lines = []
    for number, tokens in enumerate(_tokens_by_line(plain), 1):
        text = "".join(value for _, value in tokens)
        indent = len(text) - len(text.lstrip())
        says = " ".join(
            value.strip()
            for kind, value in tokens
            if kind not in Comment and kind not in String.Doc and value.strip()
        )
        code = Markup("").join(_coloured(kind, value) for kind, value in tokens)
        lines.append((Line(number, code, min(indent, 24)), says))
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
