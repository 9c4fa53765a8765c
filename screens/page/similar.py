"""Files that are closer than their exercise makes likely, as one page: a place to look.

No script, no font and no address, as the page of a class: everything in it is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from cohort.model import Submission
from cohort.similar import Pair, Similar
from exercises.spec import Spec
from screens.cohort_similar import innocent, stand_out, too_few
from screens.page.code import Line, one_side
from screens.page.drawing import rendered
from screens.page.prose import clean
from screens.words import speaker

#: Nobody looks at more, and each is two files.
MOST = 200


class Marked(NamedTuple):
    """A line, and which line of the other file does the same."""

    line: Line
    number: int | None
    """None where the other file has more lines."""
    match: int | None = None


class Sides(NamedTuple):
    pair: Pair
    left: list[Marked]
    right: list[Marked]


def similar_page(found: Similar, specs: Mapping[str, Spec], lang: str) -> str:
    """The pairs that stand out, furthest above the usual first, side by side."""
    say = speaker(lang)
    return rendered(
        "similar.html",
        ("style.css", "similar.css"),
        found=found,
        shown=[_sides(pair) for pair in found.pairs[:MOST]],
        lang=lang,
        say=say,
        stand_out=stand_out(found, say),
        innocent=innocent(say),
        too_few=too_few(found, say),
        title=lambda id_: specs[id_].title.in_(lang) if id_ in specs else id_,
        clean=clean,
    )


def _sides(pair: Pair) -> Sides:
    left = _side(pair.one, [each.one for each in pair.matches])
    right = _side(pair.other, [each.other for each in pair.matches])
    filler = [Marked(Line(None, Markup()), None)] * abs(len(left) - len(right))
    return Sides(
        pair, left + filler * (len(left) < len(right)), right + filler * (len(right) < len(left))
    )


def _side(submission: Submission, matched: Sequence[tuple[int, int]]) -> list[Marked]:
    source = clean(submission.source.decode("utf-8-sig", "replace"))
    above = len(source) - len(source.lstrip("\n"))  # lines that are not shown
    match = {
        line: number
        for number, (first, last) in enumerate(matched, 1)
        for line in range(first, last + 1)
    }
    numbered = [(line, (line.number or 0) + above) for line in one_side(source)]
    return [Marked(line, number, match.get(number)) for line, number in numbered]
