"""LaTeX read into the tree of `screens.atoms`; `pylatexenc` parses."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexSpecialsNode,
    LatexWalker,
)

from screens import macros
from screens.atoms import (
    Atom,
    Fence,
    Fraction,
    Grid,
    Root,
    Row,
    Scripts,
    Symbol,
    bars,
    plain,
    signs,
)


def parse(latex: str) -> Row:
    """The formula as a tree. What is not understood stays as text; nothing is refused."""
    nodes, _, _ = LatexWalker(latex.strip(), tolerant_parsing=True).get_latex_nodes()
    return _rows(list(_tokens(nodes)), cases=False)


class _Tokens:
    """Tokens one by one; what was taken too much of is put back."""

    def __init__(self, tokens: Iterator[Any]) -> None:
        self._tokens, self._back = tokens, list[Any]()

    def __iter__(self) -> _Tokens:
        return self

    def __next__(self) -> Any:
        return self._back.pop() if self._back else next(self._tokens)

    def one(self) -> Any:
        """What a macro without braces takes: of a number its first digit; "" at the end."""
        token = next(self, "")
        if isinstance(token, str) and len(token) > 1:
            self._back.append(token[1:])
            token = token[0]
        return token


def _tokens(nodes: Any) -> Iterator[Any]:
    """Nodes one by one, plain characters cut into single ones and numbers, spaces dropped."""
    for node in nodes:
        if isinstance(node, LatexCharsNode):
            number = ""
            for char in node.chars:
                if char.isdigit() or (char == "." and number):
                    number += char
                    continue
                if number:
                    yield number
                    number = ""
                if not char.isspace():
                    yield char
            if number:
                yield number
        elif isinstance(node, LatexMathNode):
            yield from _tokens(node.nodelist)
        elif node is not None:
            yield node


def _rows(tokens: list[Any], cases: bool) -> Row:
    """Tokens cut at ``\\\\`` and ``&``; one row with one cell is just that."""
    rows: list[list[list[Any]]] = [[[]]]
    for token in tokens:
        if isinstance(token, LatexMacroNode) and token.macroname == "\\":
            rows.append([[]])
        elif isinstance(token, LatexSpecialsNode) and token.specials_chars == "&":
            rows[-1].append([])
        else:
            rows[-1][-1].append(token)
    cells = [[_row(iter(cell)) for cell in row] for row in rows if any(row)]
    if not cases and len(cells) <= 1:
        return Row([atom for cell in (cells[0] if cells else []) for atom in cell.atoms])
    return Row([Grid(cells, cases)])


def _row(found: Iterator[Any], until_right: bool = False) -> Row:
    atoms: list[Atom] = []
    tokens = found if isinstance(found, _Tokens) else _Tokens(found)
    for token in tokens:
        if isinstance(token, str) and token in "_^":
            script = _argument(tokens.one())
            base = atoms.pop() if atoms else Symbol("")
            sub, sup = (base.sub, base.sup) if isinstance(base, Scripts) else (None, None)
            base = base.base if isinstance(base, Scripts) else base
            atoms.append(Scripts(base, script, sup) if token == "_" else Scripts(base, sub, script))
        elif isinstance(token, LatexMacroNode) and token.macroname == "left":
            left = plain(_argument(next(tokens, "")))
            inside = _row(tokens, until_right=True)
            right = plain(_argument(next(tokens, "")))
            atoms.append(Fence(left.strip("."), inside, right.strip(".")))
        elif until_right and isinstance(token, LatexMacroNode) and token.macroname == "right":
            break
        else:
            atoms += _atoms(token, tokens)
    return Row(bars(signs(atoms)))


def _argument(token: Any) -> Row:
    """What a script or a macro without braces takes: one token, or nothing at the end."""
    return Row([]) if isinstance(token, str) and not token else _row(iter([token]))


def _atoms(token: Any, following: _Tokens) -> list[Atom]:
    if isinstance(token, str):
        char = {"-": "−", "–": "−", "'": "′"}.get(token, token)
        return [Symbol(char, macros.CLASSES.get(char, "ord"))]
    if isinstance(token, LatexGroupNode):
        return _rows(list(_tokens(token.nodelist)), cases=False).atoms
    if isinstance(token, LatexEnvironmentNode):
        body, name = list(_tokens(token.nodelist)), token.environmentname
        if name not in macros.MATRICES:
            return _rows(body, cases=name == "cases").atoms
        grid = _rows(body, cases=False)
        sides = macros.MATRICES[name]
        return [Fence(sides[0], grid, sides[1])] if sides else grid.atoms
    if isinstance(token, LatexMacroNode):
        return _macro(token, following)
    return []


def _macro(node: Any, following: _Tokens) -> list[Atom]:
    name = node.macroname
    arguments = [a for a in (node.nodeargd.argnlist or []) if a] if node.nodeargd else []

    def taken() -> Any:
        return arguments.pop(0) if arguments else following.one()

    def argument() -> Row:
        found = taken()
        return _argument(found) if isinstance(found, str) else _row(_tokens([found]))

    if name in macros.SPACES:
        return [Symbol(macros.SPACES[name], "space")] if macros.SPACES[name] else []
    if name in macros.FRACTIONS:
        return [Fraction(argument(), argument())]
    if name in macros.BINOMIALS:
        over, under = argument(), argument()
        return [
            Symbol("C"),
            Fence("(", Row([*over.atoms, Symbol(",", "punct"), *under.atoms]), ")"),
        ]
    if name == "sqrt":
        degree = argument() if len(arguments) == 2 else None
        return [Root(argument(), degree)]
    if name in macros.ACCENTS:
        base, mark = plain(argument()), macros.ACCENTS[name]
        mark = macros.OVER_ALL if len(base) > 1 and mark == macros.ACCENTS["bar"] else mark
        every = (
            "".join(f"{char}{mark}" for char in base) if mark == macros.OVER_ALL else base + mark
        )
        return [Symbol(unicodedata.normalize("NFC", every))]
    if name in macros.WORDS:
        found = taken()
        words = found if isinstance(found, str) else found.latex_verbatim().strip("{}")
        words = words.replace("\\_", "_")
        return [Symbol(words, "func" if len(words) > 1 and words.isidentifier() else "ord")]
    if name in ("operatorname", "operatorname*", "mathrm"):
        word = plain(argument())
        return [Symbol(word, "func" if len(word) > 1 else "ord")]
    if name in macros.BRACED:
        inside = argument()
        return inside.atoms if name in ("cancel", "smash") else [Fence("(", inside, ")")]
    if name in macros.ABOVE or name in macros.BELOW:
        script, base_row = argument(), argument()
        *before, last = base_row.atoms or [Symbol("")]
        below, above = (script, None) if name in macros.BELOW else (None, script)
        return [*before, Scripts(last, below, above)]
    if name in macros.ARROWS:
        return [Scripts(Symbol(macros.ARROWS[name], "rel"), None, argument())]
    if name in macros.MODULO:
        return [Symbol("mod", "bin")]
    if name in macros.NOT_SEEN:
        taken()
        return []
    if name in macros.PLAIN:
        return argument().atoms if arguments else []
    symbol = macros.SYMBOLS.get(name) or macros.known(name)
    if symbol is None or name in macros.FUNCTIONS:
        return [Symbol(name, "func")]
    return [Symbol(symbol, macros.CLASSES.get(symbol, "ord"))]
