"""The questions as a deck that Anki reads, through genanki (the extra `anki`).

A note is known by the id of its question and its language: a later deck changes it and adds none,
and what Anki knows of when to ask it stays.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import genanki
from markupsafe import Markup

from exercises.questions import Option, Order, Question, Short
from exercises.replies import right_reply, shuffled
from screens.page.prose import block, inline
from screens.question import KINDS, TOPICS, labelled, subject
from screens.words import speaker

#: Drawn once. Anki tells note types apart by it, so it never changes.
_MODEL = 1_784_510_943
_FIELDS = ("Id", "Question", "Answer", "Explanation")
_CSS = """\
.card { font: 18px/1.5 sans-serif; text-align: left; }
.card { max-width: 42rem; margin: 0 auto; padding: 0 1rem; }
.kind { color: #777; font-size: 0.8em; }
code, pre { font-family: monospace; font-size: 0.9em; }
pre { white-space: pre-wrap; }
.right { font-weight: 600; }
.why { display: block; color: #777; font-size: 0.9em; }
"""


def deck(questions: Iterable[Question], lang: str, now: float) -> bytes:
    """An `.apkg` with a note for each question, in a deck for each loss, tagged by loss, topic,
    level and kind. ``now``: seconds since 1970, when it is made."""
    model = genanki.Model(
        _MODEL,
        "practice: question",
        fields=[{"name": name} for name in _FIELDS],
        templates=[
            {
                "name": "Card 1",
                "qfmt": "{{Question}}",
                "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}{{Explanation}}",
            }
        ],
        css=_CSS,
    )
    decks: dict[str, Any] = {}
    for question in questions:
        about = subject(question, speaker(lang))
        if about not in decks:
            decks[about] = genanki.Deck(_number(f"{lang}/{question.loss}"), f"practice::{about}")
        shown = shuffled(question, 0)
        decks[about].add_note(
            genanki.Note(
                model=model,
                fields=[
                    question.id,
                    _front(shown, lang),
                    _back(shown, lang),
                    _explained(shown, lang),
                ],
                tags=[question.loss, question.topic, f"level-{question.level}", question.kind],
                guid=genanki.guid_for("practice-losses", question.id, lang),
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "practice.apkg")
        genanki.Package(list(decks.values())).write_to_file(str(file), timestamp=now)
        return file.read_bytes()


def mathjax(latex: str, on_its_own: bool = False) -> Markup:
    """A formula as Anki has MathJax draw it."""
    opened, closed = (r"\[", r"\]") if on_its_own else (r"\(", r"\)")
    return Markup("{}{}{}").format(opened, latex.strip(), closed)


def _number(name: str) -> int:
    """A number for a deck, the same for the same name."""
    return (1 << 30) + int.from_bytes(blake2b(name.encode(), digest_size=4).digest()) % (1 << 30)


def _front(question: Question, lang: str) -> str:
    say = speaker(lang)
    kind = Markup('<p class="kind">{}, {}</p>').format(
        say(*TOPICS[question.topic]), say(*KINDS[question.kind])
    )
    return str(kind + block(question.prompt.in_(lang), mathjax) + _entries(question, lang))


def _entries(question: Question, lang: str) -> Markup:
    """Options or steps under the letters and numbers that stand for them."""
    entries = labelled(question)
    if not entries:
        return Markup()
    items = Markup("").join(
        Markup("<li>{}</li>").format(inline(entry.in_(lang), mathjax)) for _, entry in entries
    )
    marks = "1" if isinstance(question, Order) else "a"
    return Markup('<ol type="{}">{}</ol>').format(marks, items)


def _back(question: Question, lang: str) -> str:
    say = speaker(lang)
    if isinstance(question, Short):
        points = Markup("").join(
            Markup("<li>{}</li>").format(inline(point.in_(lang), mathjax))
            for point in question.points
        )
        told = Markup("<p>{}</p><ul>{}</ul>").format(
            say("A good answer mentions:", "要点："), points
        )
        return str(block(question.model.in_(lang), mathjax) + told)
    right = Markup('<p class="right">{}</p>').format(right_reply(question, lang))
    if isinstance(question, Order):
        steps = {step.id: step for step in question.steps}
        items = [inline(steps[id_].in_(lang), mathjax) for id_ in question.right]
        listed = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
        return str(right + Markup("<ol>{}</ol>").format(listed))
    return str(right + _whys(question, lang))


def _whys(question: Question, lang: str) -> Markup:
    """What is wrong about the wrong options."""
    told = [
        Markup('<span class="why">{}: {}</span>').format(label, inline(why.in_(lang), mathjax))
        for label, option in labelled(question)
        if isinstance(option, Option) and (why := option.why) is not None
    ]
    return Markup("").join(told)


def _explained(question: Question, lang: str) -> str:
    return str(block(question.explanation.in_(lang), mathjax))
