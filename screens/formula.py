"""A formula as a terminal can show it: on one line in a sentence, in two dimensions on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from screens import boxes
from screens.atoms import Atom, Class, Fence, Fraction, Grid, Root, Row, Scripts, Symbol, class_of
from screens.boxes import Box
from screens.latex import parse

_SUBSCRIPTS = dict(
    zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_SUPERSCRIPTS = dict(zip("0123456789+-=()inxTN", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿˣᵀᴺ", strict=True))


_WORD = re.compile(r"[A-Za-z]{3}")

#: What makes an operand of a fraction need brackets on one line.
_COMPOUND = ("bin", "rel", "frac", "big", "sign", "space")


def inline(latex: str) -> str:
    """The formula on one line, as it stands inside a sentence."""
    return _line(parse(latex))


def display(latex: str, width: int) -> list[str]:
    """The formula on lines of its own, at most ``width`` cells wide where that can be done.

    In two dimensions if it has a fraction, a sum or several rows, otherwise on one line. One that
    is too wide is broken before its relations; a piece that still does not fit is written on one
    line, for the caller to wrap.
    """
    row = parse(latex)
    whole = _box(row)
    if whole.width <= width:
        return [line.rstrip() for line in whole.lines]
    lines: list[str] = []
    for position, piece in enumerate(_pieces(row, width)):
        indent = "  " if position else ""
        box = _box(piece)
        fits = len(indent) + box.width <= width
        lines += [indent + line.rstrip() for line in (box.lines if fits else [_line(piece)])]
    return lines


def _pieces(row: Row, width: int) -> list[Row]:
    """The formula cut before relations, as few cuts as ``width`` allows; rows stand alone."""
    match row.atoms:
        case [Grid(rows=rows, cases=False)]:
            lines = [Row([atom for cell in cells for atom in cell.atoms]) for cells in rows]
            return [piece for line in lines for piece in _pieces(line, width)]
    pieces = [Row([])]
    for position, atom in enumerate(row.atoms):
        if class_of(atom) == "rel" and pieces[-1].atoms:
            end = _next_relation(row, position + 1)
            longer = Row([*pieces[-1].atoms, *row.atoms[position:end]])
            if _box(longer).width > width - 2:
                pieces.append(Row([]))
        pieces[-1].atoms.append(atom)
    return pieces


def _next_relation(row: Row, start: int) -> int:
    following = (i for i in range(start, len(row.atoms)) if class_of(row.atoms[i]) == "rel")
    return next(following, len(row.atoms))


def _gap(left: Atom, right: Atom, tight: bool) -> str:
    """The space between two neighbours; ``tight`` is how scripts are set."""
    before = "close" if isinstance(left, Fence) else class_of(left)
    after = class_of(right)
    if "space" in (before, after) or before in ("open", "sign") or after in ("close", "punct"):
        return ""
    if before == "punct":
        return " "
    if "rel" in (before, after) or "bin" in (before, after):
        return "" if tight else " "
    if "big" in (before, after) or "frac" in (before, after) or after == "func":
        return " "
    return " " if before == "func" and after != "open" else ""


# --- writing on one line ------------------------------------------------------------------------


def _line(row: Row, tight: bool = False) -> str:
    written = ""
    for position, atom in enumerate(row.atoms):
        if position:
            written += _gap(row.atoms[position - 1], atom, tight)
        written += _atom_line(atom, tight)
    return written


def _atom_line(atom: Atom, tight: bool) -> str:
    match atom:
        case Symbol(text=text):
            return text
        case Fraction(over=over, under=under):
            return f"{_operand(over)}/{_operand(under, last=True)}"
        case Fence(left=left, inside=inside, right=right):
            return f"{left}{_line(inside, tight)}{right}"
        case Root(inside=inside, degree=degree):
            return f"{_degree(degree)}√{_operand(inside)}"
        case Grid(rows=rows, cases=cases):
            lines = [" ".join(filter(None, (_line(cell) for cell in row))) for row in rows]
            return "{ " + "; ".join(lines) + " }" if cases else "; ".join(lines)
        case Row():
            return _line(atom, tight)
        case Scripts(base=base, sub=sub, sup=sup) if class_of(base) == "big":
            limits = "..".join(_line(limit, tight=True) for limit in (sub, sup) if limit)
            return f"{_atom_line(base, tight)}[{limits}]"
        case Scripts(base=base, sub=sub, sup=sup):
            below = _script(sub, _SUBSCRIPTS, "_") if sub else ""
            above = _script(sup, _SUPERSCRIPTS, "^") if sup else ""
            return f"{_atom_line(base, tight)}{below}{above}"


def _operand(row: Row, last: bool = False) -> str:
    """One side of a slash, in brackets where it would be misread without."""
    classes = [class_of(atom) for atom in row.atoms]
    product = last and len(classes) > 1 and "open" not in classes[:2]
    compound = product or any(cls in _COMPOUND for cls in _outside_brackets(classes))
    return f"({_line(row)})" if compound else _line(row)


def _outside_brackets(classes: list[Class]) -> Iterator[Class]:
    depth = 0
    for cls in classes:
        depth -= cls == "close"
        if depth == 0:
            yield cls
        depth += cls == "open"


def _degree(degree: Row | None) -> str:
    """Of which root, before its sign."""
    if degree is None:
        return ""
    small = _small(degree, _SUPERSCRIPTS)
    return f"({_line(degree, tight=True)})" if small is None else small


def _small(row: Row, table: dict[str, str]) -> str | None:
    """The script in Unicode's own small characters, if it has all of them."""
    plain = _line(row, tight=True).replace("−", "-")
    if _WORD.search(plain):
        return None  # a word is read, and small letters are hard to read
    return "".join(table[c] for c in plain) if all(c in table for c in plain) else None


def _script(row: Row, table: dict[str, str], mark: str) -> str:
    small = _small(row, table)
    if small is not None:
        return small
    line = _line(row, tight=True)
    return f"{mark}{line}" if len(line) == 1 or line.isalnum() else f"{mark}({line})"


# --- writing in two dimensions ------------------------------------------------------------------


def _box(row: Row, tight: bool = False) -> Box:
    """The row in two dimensions, if it has anything that needs them."""
    if not any(_is_tall(atom) for atom in row.atoms):
        return boxes.text(_line(row, tight))
    parts: list[Box] = []
    for position, atom in enumerate(row.atoms):
        if position:
            before = row.atoms[position - 1]
            minus_beside_bar = class_of(before) == "sign" and isinstance(atom, Fraction)
            parts.append(boxes.text(" " if minus_beside_bar else _gap(before, atom, tight)))
        parts.append(_atom_box(atom, tight))
    return boxes.beside(parts)


def _is_tall(atom: Atom) -> bool:
    match atom:
        case Fraction() | Grid():
            return True
        case Fence(inside=inside) | Root(inside=inside):
            return any(_is_tall(each) for each in inside.atoms)
        case Scripts(base=base):
            return class_of(base) == "big" or _is_tall(base)
    return False


def _atom_box(atom: Atom, tight: bool) -> Box:
    match atom:
        case Fraction(over=over, under=under):
            return boxes.fraction(_box(over), _box(under))
        case Fence(left=left, inside=inside, right=right):
            box = _box(inside, tight)
            sides = [boxes.bracket(s, box.height, box.baseline) for s in (left, right)]
            return boxes.beside([sides[0], box, sides[1]])
        case Root(inside=inside, degree=degree):
            sign = boxes.text(f"{_degree(degree)}√(")
            return boxes.beside([sign, _box(inside), boxes.text(")")])
        case Grid(rows=rows, cases=True):
            box = boxes.grid([[_box(c) for c in row] for row in rows], ["left"], "  ")
            brace = boxes.bracket("{", box.height, box.baseline)
            return boxes.beside([brace, boxes.text(" "), box])
        case Grid(rows=rows):
            return boxes.grid([[_box(c) for c in row] for row in rows], ["right", "left"], " ")
        case Row():
            return _box(atom, tight)
        case Scripts(base=base, sub=sub, sup=sup) if class_of(base) == "big":
            above = [_box(sup, tight=True)] if sup else []
            below = [_box(sub, tight=True)] if sub else []
            return boxes.stacked([*above, _atom_box(base, tight), *below], baseline=len(above))
    return boxes.text(_atom_line(atom, tight))
