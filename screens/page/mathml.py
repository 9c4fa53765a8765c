"""A formula as MathML, which browsers draw without any script or font of ours."""

from __future__ import annotations

from markupsafe import Markup

from screens.atoms import Atom, Fence, Fraction, Grid, Root, Row, Scripts, Symbol, class_of
from screens.latex import parse


def mathml(latex: str, block: bool = False) -> Markup:
    """``latex`` between its dollar signs; ``block`` when it stands on lines of its own."""
    display = Markup(' display="block"') if block else Markup("")
    return Markup("<math{}>{}</math>").format(display, _row(parse(latex)))


def _row(row: Row) -> Markup:
    inside = Markup("").join(_atom(atom) for atom in row.atoms)
    return inside if len(row.atoms) == 1 else Markup("<mrow>{}</mrow>").format(inside)


def _atom(atom: Atom) -> Markup:
    match atom:
        case Symbol():
            return _symbol(atom)
        case Fraction(over=over, under=under):
            return Markup("<mfrac>{}{}</mfrac>").format(_row(over), _row(under))
        case Fence(left=left, inside=inside, right=right):
            fence = Markup("<mrow><mo>{}</mo>{}<mo>{}</mo></mrow>")
            return fence.format(left, _row(inside), right)
        case Root(inside=inside, degree=None):
            return Markup("<msqrt>{}</msqrt>").format(_row(inside))
        case Root(inside=inside, degree=degree):
            sides = Markup("<mroot><mrow>{}</mrow><mrow>{}</mrow></mroot>")
            return sides.format(_row(inside), _row(degree or Row([])))
        case Grid(rows=rows, cases=cases):
            return _grid(rows, cases)
        case Row():
            return _row(atom)
        case Scripts(base=base, sub=sub, sup=sup):
            over_and_under = class_of(base) == "big"
            names = ("munder", "mover", "munderover") if over_and_under else _BESIDE
            name = Markup(names[2 if sub and sup else 1 if sup else 0])
            scripts = Markup("").join(_row(script) for script in (sub, sup) if script)
            return Markup("<{0}>{1}{2}</{0}>").format(name, _atom(base), scripts)


_BESIDE = ("msub", "msup", "msubsup")


def _grid(rows: list[list[Row]], cases: bool) -> Markup:
    cell, line = Markup("<mtd>{}</mtd>"), Markup("<mtr>{}</mtr>")
    lines = [line.format(Markup("").join(cell.format(_row(c)) for c in row)) for row in rows]
    table = Markup("<mtable>{}</mtable>").format(Markup("").join(lines))
    return Markup("<mrow><mo>{{</mo>{}</mrow>").format(table) if cases else table


def _symbol(symbol: Symbol) -> Markup:
    text = symbol.text
    match symbol.cls:
        case "space":
            return Markup('<mspace width="{}em"></mspace>').format(len(text) / 2)
        case "ord" if text.replace(".", "").isdigit():
            return Markup("<mn>{}</mn>").format(text)
        case "ord" if len(text) > 2:
            return Markup("<mtext>{}</mtext>").format(text)
        case "ord":
            return Markup("<mi>{}</mi>").format(text)
        case "func":
            thin = Markup('<mspace width="0.17em"></mspace>')
            return Markup('<mi mathvariant="normal">{}</mi>{}').format(text, thin)
        case "sign":
            return Markup('<mo form="prefix">{}</mo>').format(text)
    return Markup("<mo>{}</mo>").format(text)
