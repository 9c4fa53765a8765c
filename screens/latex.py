"""LaTeX read into a small tree whose leaves know TeX's classes of atoms.

`pylatexenc` parses and knows what the symbols are called. The classes (ordinary, operator,
relation ...; The TeXbook, chapter 18) decide the spacing later.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from pylatexenc import latex2text
from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexSpecialsNode,
    LatexWalker,
    LatexWalkerParseError,
)

Class = Literal[
    "ord", "frac", "func", "big", "sign", "bin", "rel", "open", "close", "punct", "space"
]


class Symbol(NamedTuple):
    text: str
    cls: Class = "ord"


class Fraction(NamedTuple):
    over: Row
    under: Row


class Scripts(NamedTuple):
    base: Atom
    sub: Row | None
    sup: Row | None


class Fence(NamedTuple):
    left: str
    inside: Row
    right: str


class Root(NamedTuple):
    inside: Row
    degree: Row | None = None
    """Of which root: 3 for the cube root; None for the square root."""


class Grid(NamedTuple):
    rows: list[list[Row]]
    cases: bool


class Row(NamedTuple):
    """What stands side by side; every other node holds rows."""

    atoms: list[Atom]


Atom = Symbol | Fraction | Scripts | Fence | Root | Grid | Row

_CLASSES: dict[str, Class] = {
    **dict.fromkeys("=<>≤≥≠≈≡∼→←↔⇒⟹⇔∝∈∉⊂⊆≜≪≫∣", "rel"),
    **dict.fromkeys("+−±∓·×÷⊙⊗⊕∘∗", "bin"),
    **dict.fromkeys("([{⌊⌈⟨", "open"),
    **dict.fromkeys(")]}⌋⌉⟩", "close"),
    **dict.fromkeys(",;，；", "punct"),
    **dict.fromkeys("∑∏∫", "big"),
}
_FUNCTIONS = frozenset(
    "log ln lg exp max min sup inf arg argmax argmin sin cos tan tanh cosh sinh det dim ker lim "
    "Pr sign sgn relu softmax sigmoid softplus logsumexp".split()
)
#: What the parser's own table lacks, or shows in another way than wanted here.
_SYMBOLS = {
    "infin": "∞", "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖", "|": "‖", "mid": "∣",
    "{": "{", "}": "}", "_": "_", "%": "%", "&": "&", "#": "#", "$": "$",
    "ast": "*", "cdot": "·", "cdots": "⋯", "ldots": "…", "dots": "…", "lbrace": "{", "rbrace": "}",
    "sim": "∼", "gets": "←", "implies": "⟹", "iff": "⇔", "triangleq": "≜", "colon": ":",
}  # fmt: skip
_NOTHING_TO_ADD_TO = ("sign", "bin", "rel", "open", "punct")
_SPACES = {",": "", "!": "", ":": "", ";": " ", " ": " ", "quad": "  ", "qquad": "    "}
_ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304",
            "tilde": "\u0303", "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308",
            "vec": "\u20d7"}  # fmt: skip
_OVER_ALL = "\u0305"
_WORDS = ("text", "textrm", "textbf", "textit", "texttt", "mbox")
_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac")
_BINOMIALS = ("binom", "dbinom", "tbinom")
_BRACED = ("underbrace", "overbrace", "underline", "boxed", "cancel", "substack", "smash")
_ABOVE, _BELOW = ("overset", "stackrel"), ("underset",)
_ARROWS = {"xrightarrow": "→", "xleftarrow": "←"}
_MODULO = ("bmod", "mod")
_NOT_SEEN = ("phantom", "hphantom", "vphantom", "label", "tag", "notag", "nonumber")
#: What encloses a matrix.
_MATRICES = {"matrix": "", "smallmatrix": "", "array": "", "pmatrix": "()", "bmatrix": "[]",
             "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖"}  # fmt: skip
_ENVIRONMENTS = frozenset({*_MATRICES, "cases", "aligned", "align", "align*", "split", "gathered",
                           "equation", "equation*"})  # fmt: skip
_PLAIN = frozenset(
    "mathrm mathbf mathit mathsf mathtt mathbb mathcal boldsymbol bm operatorname operatorname* "
    "displaystyle textstyle limits nolimits big Big bigg "
    "Bigg bigl bigr Bigl Bigr".split()
)


def parse(latex: str) -> Row:
    """The formula as a tree. What is not understood stays as text; nothing is refused."""
    nodes, _, _ = LatexWalker(latex.strip(), tolerant_parsing=True).get_latex_nodes()
    return _rows(list(_tokens(nodes)), cases=False)


def faults(latex: str) -> list[str]:
    """What a formula says that is not understood here, and would be shown as bare text."""
    try:
        nodes, _, _ = LatexWalker(latex.strip(), tolerant_parsing=False).get_latex_nodes()
    except LatexWalkerParseError as error:
        return [str(error).splitlines()[0]]
    found = list(dict.fromkeys(_not_understood(nodes)))
    if len(re.findall(r"\\left\b", latex)) != len(re.findall(r"\\right\b", latex)):
        found.append("a \\left has no \\right")
    return found


def _not_understood(nodes: Any) -> Iterator[str]:
    for node in nodes or []:
        if isinstance(node, LatexMacroNode):
            if not _understood(node.macroname):
                yield f"\\{node.macroname} is no macro that is known here"
            if node.macroname not in _WORDS:
                yield from _not_understood(node.nodeargd.argnlist if node.nodeargd else [])
        elif isinstance(node, LatexEnvironmentNode):
            if node.environmentname not in _ENVIRONMENTS:
                yield f"{node.environmentname} is no environment that is known here"
            yield from _not_understood(node.nodelist)
        elif isinstance(node, LatexGroupNode | LatexMathNode):
            yield from _not_understood(node.nodelist)


def _understood(name: str) -> bool:
    groups = (_SPACES, _FRACTIONS, _BINOMIALS, _BRACED, _ABOVE, _BELOW, _ARROWS, _MODULO,
              _NOT_SEEN, _ACCENTS, _WORDS, _PLAIN, _FUNCTIONS, _SYMBOLS,
              ("sqrt", "left", "right", "\\", "middle"))  # fmt: skip
    return any(name in group for group in groups) or _known(name) is not None


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
            left = _plain(_argument(next(tokens, "")))
            inside = _row(tokens, until_right=True)
            right = _plain(_argument(next(tokens, "")))
            atoms.append(Fence(left.strip("."), inside, right.strip(".")))
        elif until_right and isinstance(token, LatexMacroNode) and token.macroname == "right":
            break
        else:
            atoms += _atoms(token, tokens)
    return Row(_bars(_signs(atoms)))


def _argument(token: Any) -> Row:
    """What a script or a macro without braces takes: one token, or nothing at the end."""
    return Row([]) if isinstance(token, str) and not token else _row(iter([token]))


def _atoms(token: Any, following: _Tokens) -> list[Atom]:
    if isinstance(token, str):
        char = {"-": "−", "–": "−", "'": "′"}.get(token, token)
        return [Symbol(char, _CLASSES.get(char, "ord"))]
    if isinstance(token, LatexGroupNode):
        return _rows(list(_tokens(token.nodelist)), cases=False).atoms
    if isinstance(token, LatexEnvironmentNode):
        body, name = list(_tokens(token.nodelist)), token.environmentname
        if name not in _MATRICES:
            return _rows(body, cases=name == "cases").atoms
        grid = _rows(body, cases=False)
        sides = _MATRICES[name]
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

    if name in _SPACES:
        return [Symbol(_SPACES[name], "space")] if _SPACES[name] else []
    if name in _FRACTIONS:
        return [Fraction(argument(), argument())]
    if name in _BINOMIALS:
        over, under = argument(), argument()
        return [
            Symbol("C"),
            Fence("(", Row([*over.atoms, Symbol(",", "punct"), *under.atoms]), ")"),
        ]
    if name == "sqrt":
        degree = argument() if len(arguments) == 2 else None
        return [Root(argument(), degree)]
    if name in _ACCENTS:
        base, mark = _plain(argument()), _ACCENTS[name]
        mark = _OVER_ALL if len(base) > 1 and mark == _ACCENTS["bar"] else mark
        every = "".join(f"{char}{mark}" for char in base) if mark == _OVER_ALL else base + mark
        return [Symbol(unicodedata.normalize("NFC", every))]
    if name in _WORDS:
        found = taken()
        words = found if isinstance(found, str) else found.latex_verbatim().strip("{}")
        words = words.replace("\\_", "_")
        return [Symbol(words, "func" if len(words) > 1 and words.isidentifier() else "ord")]
    if name in ("operatorname", "operatorname*", "mathrm"):
        word = _plain(argument())
        return [Symbol(word, "func" if len(word) > 1 else "ord")]
    if name in _BRACED:
        inside = argument()
        return inside.atoms if name in ("cancel", "smash") else [Fence("(", inside, ")")]
    if name in _ABOVE or name in _BELOW:
        script, base_row = argument(), argument()
        *before, last = base_row.atoms or [Symbol("")]
        below, above = (script, None) if name in _BELOW else (None, script)
        return [*before, Scripts(last, below, above)]
    if name in _ARROWS:
        return [Scripts(Symbol(_ARROWS[name], "rel"), None, argument())]
    if name in _MODULO:
        return [Symbol("mod", "bin")]
    if name in _NOT_SEEN:
        taken()
        return []
    if name in _PLAIN:
        return argument().atoms if arguments else []
    symbol = _SYMBOLS.get(name) or _known(name)
    if symbol is None or name in _FUNCTIONS:
        return [Symbol(name, "func")]
    return [Symbol(symbol, _CLASSES.get(symbol, "ord"))]


@functools.cache
def _known(name: str) -> str | None:
    spec = latex2text.get_default_latex_context_db().get_macro_spec(name)
    symbol = spec.simplify_repl if spec is not None else None
    return symbol if isinstance(symbol, str) and symbol and "%" not in symbol else None


def _signs(atoms: list[Atom]) -> list[Atom]:
    """A plus or minus with nothing before it to add to is a sign."""
    result: list[Atom] = []
    for atom in atoms:
        before = class_of(result[-1]) if result else "open"
        if atom in (Symbol("−", "bin"), Symbol("+", "bin")) and before in _NOTHING_TO_ADD_TO:
            atom = Symbol(str(atom[0]), "sign")
        result.append(atom)
    return result


def _bars(atoms: list[Atom]) -> list[Atom]:
    """Two bars in a row are a double bar. It encloses a norm, or separates, as in a divergence."""
    result: list[Atom] = []
    norm_open = False
    for atom in atoms:
        if result and result[-1] == atom == Symbol("|"):
            result.pop()
            atom = Symbol("‖")
        if atom == Symbol("‖"):
            opens = not result or class_of(result[-1]) in _NOTHING_TO_ADD_TO
            if not norm_open and not opens:
                atom = Symbol("‖", "rel")
            else:
                norm_open = not norm_open
        result.append(atom)
    return result


def class_of(atom: Atom) -> Class:
    """How an atom behaves towards its neighbours."""
    match atom:
        case Symbol(cls=cls):
            return cls
        case Scripts(base=base):
            return class_of(base)
        case Fraction() | Grid():
            return "frac"
        case Fence():
            return "open"
    return "ord"


def _plain(row: Row) -> str:
    """The symbols of a short row without any space: a name, a delimiter, a letter."""
    return "".join(atom.text for atom in row.atoms if isinstance(atom, Symbol))
