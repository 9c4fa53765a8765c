"""What of LaTeX is known here: macros, symbols, environments; and what a formula says beyond it.

`pylatexenc` knows what most symbols are called.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from pylatexenc import latex2text
from pylatexenc.latexwalker import (
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexWalker,
    LatexWalkerParseError,
)

from screens.atoms import Class

CLASSES: dict[str, Class] = {
    **dict.fromkeys("=<>≤≥≠≈≡∼→←↔⇒⟹⇔∝∈∉⊂⊆≜≪≫∣", "rel"),
    **dict.fromkeys("+−±∓·×÷⊙⊗⊕∘∗", "bin"),
    **dict.fromkeys("([{⌊⌈⟨", "open"),
    **dict.fromkeys(")]}⌋⌉⟩", "close"),
    **dict.fromkeys(",;，；", "punct"),
    **dict.fromkeys("∑∏∫", "big"),
}
FUNCTIONS = frozenset(
    "log ln lg exp max min sup inf arg argmax argmin sin cos tan tanh cosh sinh det dim ker lim "
    "Pr sign sgn relu softmax sigmoid softplus logsumexp".split()
)
#: What the parser's own table lacks, or shows in another way than wanted here.
SYMBOLS = {
    "infin": "∞", "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖", "|": "‖", "mid": "∣",
    "{": "{", "}": "}", "_": "_", "%": "%", "&": "&", "#": "#", "$": "$",
    "ast": "*", "cdot": "·", "cdots": "⋯", "ldots": "…", "dots": "…", "lbrace": "{", "rbrace": "}",
    "sim": "∼", "gets": "←", "implies": "⟹", "iff": "⇔", "triangleq": "≜", "colon": ":",
}  # fmt: skip
SPACES = {",": "", "!": "", ":": "", ";": " ", " ": " ", "quad": "  ", "qquad": "    "}
ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304",
            "tilde": "\u0303", "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308",
            "vec": "\u20d7"}  # fmt: skip
OVER_ALL = "\u0305"
WORDS = ("text", "textrm", "textbf", "textit", "texttt", "mbox")
FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac")
BINOMIALS = ("binom", "dbinom", "tbinom")
BRACED = ("underbrace", "overbrace", "underline", "boxed", "cancel", "substack", "smash")
ABOVE, BELOW = ("overset", "stackrel"), ("underset",)
ARROWS = {"xrightarrow": "→", "xleftarrow": "←"}
MODULO = ("bmod", "mod")
NOT_SEEN = ("phantom", "hphantom", "vphantom", "label", "tag", "notag", "nonumber")
#: What encloses a matrix.
MATRICES = {"matrix": "", "smallmatrix": "", "array": "", "pmatrix": "()", "bmatrix": "[]",
            "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖"}  # fmt: skip
ENVIRONMENTS = frozenset({*MATRICES, "cases", "aligned", "align", "align*", "split", "gathered",
                          "equation", "equation*"})  # fmt: skip
PLAIN = frozenset(
    "mathrm mathbf mathit mathsf mathtt mathbb mathcal boldsymbol bm operatorname operatorname* "
    "displaystyle textstyle limits nolimits big Big bigg "
    "Bigg bigl bigr Bigl Bigr".split()
)


@functools.cache
def known(name: str) -> str | None:
    """The symbol that the parser's own table has for a macro; None when it has none."""
    spec = latex2text.get_default_latex_context_db().get_macro_spec(name)
    symbol = spec.simplify_repl if spec is not None else None
    return symbol if isinstance(symbol, str) and symbol and "%" not in symbol else None


def faults(latex: str) -> list[str]:
    """What a formula says that is not understood here, and would be shown as bare text."""
    try:
        nodes, _, _ = LatexWalker(latex.strip(), tolerant_parsing=False).get_latex_nodes()
    except LatexWalkerParseError as error:
        return [str(error).splitlines()[0]]
    found = list(dict.fromkeys(_not_known(nodes)))
    if len(re.findall(r"\\left\b", latex)) != len(re.findall(r"\\right\b", latex)):
        found.append("a \\left has no \\right")
    return found


def _not_known(nodes: Any) -> Iterator[str]:
    for node in nodes or []:
        if isinstance(node, LatexMacroNode):
            if not _understood(node.macroname):
                yield f"\\{node.macroname} is no macro that is known here"
            if node.macroname not in WORDS:
                yield from _not_known(node.nodeargd.argnlist if node.nodeargd else [])
        elif isinstance(node, LatexEnvironmentNode):
            if node.environmentname not in ENVIRONMENTS:
                yield f"{node.environmentname} is no environment that is known here"
            yield from _not_known(node.nodelist)
        elif isinstance(node, LatexGroupNode | LatexMathNode):
            yield from _not_known(node.nodelist)


def _understood(name: str) -> bool:
    groups = (SPACES, FRACTIONS, BINOMIALS, BRACED, ABOVE, BELOW, ARROWS, MODULO,
              NOT_SEEN, ACCENTS, WORDS, PLAIN, FUNCTIONS, SYMBOLS,
              ("sqrt", "left", "right", "\\", "middle"))  # fmt: skip
    return any(name in group for group in groups) or known(name) is not None
