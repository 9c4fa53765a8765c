"""What is said of an exercise: the author's parts, and what follows from the signature.

Everything comes out as Markdown under fixed headings, so that screens and pages can show a part
of it or all. The section on what is given is written by :mod:`exercises.given`, not by the author.
"""

from __future__ import annotations

from collections.abc import Iterable

from exercises.given import given
from exercises.spec import Spec
from exercises.texts import Text

HEADINGS = {
    "formula": Text("Formula", "公式"),
    "given": Text("What you are given", "输入与输出的约定"),
    "parts": Text("What to know of it", "各部分与性质"),
    "use": Text("When to use it", "什么时候用"),
    "strengths": Text("Strengths", "长处"),
    "weaknesses": Text("Weaknesses", "短处"),
    "pytorch": Text("In PyTorch", "PyTorch 自带的版本"),
    "derivation": Text("Derivation", "推导"),
    "example": Text("What the worked example shows", "算例说明了什么"),
}
"""The parts of a statement in their order; the task stands above them without a heading."""

_POINTS = ("given", "parts", "use", "strengths", "weaknesses")
"""Parts that are lists of points where there are several, and not paragraphs."""


def statement(spec: Spec) -> Text:
    """All that is said of an exercise, in both languages."""
    return Text(_whole(spec, "en"), _whole(spec, "zh"))


def part(spec: Spec, name: str, lang: str) -> str:
    """One part (``task`` or a key of HEADINGS) without its heading; empty where nothing is said."""
    if name == "given":
        said = [*given(spec, lang), *(text.in_(lang) for text in spec.text.promises)]
    else:
        said = [text.in_(lang) for text in getattr(spec.text, name)]
    said = [text.strip() for text in said]
    if name in _POINTS and (len(said) > 1 or name == "given"):
        return "\n".join("- " + text.replace("\n", "\n  ") for text in said)
    return "\n\n".join(said)


ASKED = ("given",)
"""Beside the task, what has to be known to write it. What comes beyond is recalled, not read."""
BEYOND = tuple(name for name in HEADINGS if name not in ASKED)


def sections(spec: Spec, names: Iterable[str], lang: str) -> list[tuple[str, str]]:
    """Heading and text of the parts of which something is said."""
    found = [(HEADINGS[name].in_(lang), part(spec, name, lang)) for name in names]
    return [(heading, text) for heading, text in found if text]


def task(spec: Spec, lang: str) -> str:
    """What is to be written and what is given, without the formula."""
    return _written(spec, ASKED, lang)


def _whole(spec: Spec, lang: str) -> str:
    return _written(spec, HEADINGS, lang)


def _written(spec: Spec, names: Iterable[str], lang: str) -> str:
    told = [f"## {heading}\n\n{text}" for heading, text in sections(spec, names, lang)]
    return "\n\n".join([part(spec, "task", lang), *told]) + "\n"
