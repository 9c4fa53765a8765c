"""The Markdown of questions and diagnoses as HTML. What stands in it is text, never markup.

Some of it quotes the learner's code, so nothing becomes a tag but what is listed here, and no
link is followed: its address is printed beside its label.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable

from markupsafe import Markup, escape

from screens.markdown import INLINE
from screens.page.mathml import mathml

#: A command or a name up to this many characters is kept on one line, also on a phone.
_KEPT_TOGETHER = 32
#: LaTeX, and whether it stands on lines of its own, as HTML.
Formula = Callable[[str, bool], Markup]
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s+")


def clean(text: str) -> str:
    """``text`` without characters that steer or turn what stands around them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char if _is_harmless(char) else "\ufffd" for char in text)


def _is_harmless(char: str) -> bool:
    return char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")


def block(source: str, formula: Formula = mathml) -> Markup:
    """Paragraphs, lists, fenced code and displayed formulas, which ``formula`` writes."""
    written: list[Markup] = []
    for part in re.split(r"\n\s*\n", textwrap.dedent(clean(source)).strip("\n")):
        lines = part.splitlines()
        if not lines:
            continue
        if lines[0].startswith("```"):
            code = "\n".join(line for line in lines if not line.startswith("```"))
            written.append(Markup("<pre><code>{}</code></pre>").format(code))
        elif _ITEM.match(lines[0]):
            items = re.split(r"\n(?=(?:[-*+]|\d+[.)])\s)", part)
            inside = [
                Markup("<li>{}</li>").format(inline(_ITEM.sub("", i, 1), formula)) for i in items
            ]
            name = Markup("ol" if lines[0][0].isdigit() else "ul")
            written.append(Markup("<{0}>{1}</{0}>").format(name, Markup("").join(inside)))
        else:
            written.append(_paragraph(part, formula))
    return Markup("\n").join(written)


def _paragraph(source: str, formula: Formula) -> Markup:
    pieces = [
        formula(piece, True) if position % 2 else inline(piece, formula)
        for position, piece in enumerate(source.split("$$"))
    ]
    return Markup("<p>{}</p>").format(Markup("").join(pieces))


def inline(source: str, formula: Formula = mathml) -> Markup:
    """One run of text with its emphasis, code and formulas."""
    source = clean(source)
    written, position = [Markup()], 0
    for match in INLINE.finditer(source):
        written.append(escape(source[position : match.start()]))
        position = match.end()
        if match["code"]:
            code = match["code"].strip("`")
            whole = Markup(' class="whole"') if len(code) <= _KEPT_TOGETHER else Markup()
            written.append(Markup("<code{}>{}</code>").format(whole, code))
        elif match["math"]:
            written.append(formula(match["math"], False))
        elif match["strong"]:
            written.append(Markup("<strong>{}</strong>").format(inline(match["strong"], formula)))
        elif match["emphasis"]:
            written.append(Markup("<em>{}</em>").format(inline(match["emphasis"], formula)))
        else:
            written.append(escape(f"{match['label']} ({match['target']})"))
    written.append(escape(source[position:]))
    return Markup("").join(written)
