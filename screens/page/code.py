"""Code with the colours of its syntax, line by line."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

from screens import side_by_side as lined_up
from screens.page.prose import clean

#: Pygments' own short names for what gets a colour; everything else is written as it is.
_CLASSES = (
    (Comment, "c"),
    (String.Doc, "sd"),
    (String, "s"),
    (Keyword, "k"),
    (Operator.Word, "ow"),
    (Number, "mi"),
    (Name.Function, "nf"),
    (Name.Class, "nc"),
    (Name.Decorator, "nd"),
    (Name.Builtin, "nb"),
)
#: Deeper code is not indented further where it is continued.
_DEEPEST = 24


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
    left, right = clean(left), clean(right)
    rows, cut = lined_up.side_by_side(left, right)
    colours = [_colours(lined_up.lines_of(source)[0]) for source in (left, right)]
    return Sides(
        [_line(ours, colours[0]) for ours, _ in rows],
        [_line(theirs, colours[1]) for _, theirs in rows],
        cut,
    )


def one_side(source: str) -> list[Line]:
    """A file on its own."""
    lines = lined_up.lines_of(clean(source))[0]
    colours = _colours(lines)
    return [_line(line, colours) for line in lines]


def _line(line: lined_up.Line, colours: list[Markup]) -> Line:
    code = Markup() if line.number is None else colours[line.number - 1]
    return Line(line.number, code, min(line.indent, _DEEPEST), line.differs)


def _colours(lines: list[lined_up.Line]) -> list[Markup]:
    """Each line as markup; a token that spans lines becomes one on each of them."""
    written = [Markup()]
    plain = "\n".join(line.text for line in lines)
    for kind, value in PythonLexer(stripnl=False, ensurenl=False).get_tokens(plain):
        first, *rest = value.split("\n")
        written[-1] += _coloured(kind, first)
        written += [_coloured(kind, piece) for piece in rest]
    return written


def _coloured(kind: _TokenType, value: str) -> Markup:
    name = next((name for group, name in _CLASSES if kind in group), None)
    if not value or name is None:
        return Markup("{}").format(value)
    return Markup('<span class="{}">{}</span>').format(name, value)
