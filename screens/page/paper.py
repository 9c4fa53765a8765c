"""An exam for a whiteboard: a sheet to be written on, and the answers on another.

Each is one HTML page that holds everything it shows and is made to be printed on A4.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import NamedTuple

from exercises import prose
from exercises.answer import mistakes, model_answer
from exercises.questions import Question, Short
from exercises.replies import right_reply, shuffled
from exercises.spec import Spec
from exercises.stub import stub_source
from screens.page.code import one_side
from screens.page.drawing import rendered
from screens.page.prose import block, inline
from screens.question import KINDS, TOPICS, how_to_answer, labelled, subject
from screens.words import speaker, track
from trainer.exam.model import Item, Paper

#: Of an exercise's known mistakes, the first ones are those that people make.
_MISTAKES = 8


class Section(NamedTuple):
    """A piece of a statement under its heading; the first has none."""

    heading: str
    text: str


def sheet(paper: Paper, asked: Mapping[str, Spec | Question], file: str, lang: str) -> str:
    """The sheet to be written on. ``file`` is the handed-on exam that starts it afterwards."""
    return _rendered("paper.html", paper, asked, lang, file=file)


def answers(paper: Paper, asked: Mapping[str, Spec | Question], lang: str) -> str:
    """The sheet to compare with."""
    return _rendered("paper_answers.html", paper, asked, lang)


def sections(spec: Spec, lang: str) -> tuple[list[Section], list[Section]]:
    """A statement in two: the task itself, and what is told beyond it."""
    asked = [Section("", prose.part(spec, "task", lang))]
    asked += [Section(*each) for each in prose.sections(spec, prose.ASKED, lang)]
    return asked, [Section(*each) for each in prose.sections(spec, prose.BEYOND, lang)]


def signature(spec: Spec, lang: str) -> str:
    """The stub down to where the learner begins; its docstring repeats what the statement says."""
    written = ast.parse(stub_source(spec, lang)).body[-1]
    for node in ast.walk(written):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            is_documented = ast.get_docstring(node) is not None
            node.body = node.body[is_documented:]
    lines = ast.unparse(written).splitlines()
    return "\n".join(line for line in lines if "NotImplementedError" not in line)


def _rendered(
    template: str, paper: Paper, asked: Mapping[str, Spec | Question], lang: str, file: str = ""
) -> str:
    say = speaker(lang)
    return rendered(
        template,
        ("paper.css",),
        paper=paper,
        items=[(item, _shown(item, asked)) for item in paper.items],
        file=file,
        lang=lang,
        say=say,
        block=block,
        inline=inline,
        sections=lambda spec: sections(spec, lang),
        signature=lambda spec: signature(spec, lang),
        track=lambda name: track(name, say),
        topic=lambda question: say(*TOPICS[question.topic]),
        kind=lambda question: say(*KINDS[question.kind]),
        subject=lambda question: subject(question, say),
        labelled=labelled,
        how_to_answer=lambda question: how_to_answer(question, lang),
        right_reply=right_reply,
        is_short=lambda question: isinstance(question, Short),
        model=lambda spec: one_side(model_answer(spec).rstrip()),
        mistakes=lambda spec: list(mistakes(spec).values())[:_MISTAKES],
    )


def _shown(item: Item, asked: Mapping[str, Spec | Question]) -> Spec | Question:
    """The exercise, or the question as it is shuffled in this exam."""
    found = asked[item.id]
    return found if isinstance(found, Spec) else shuffled(found, item.seed)
