"""Files of questions to checked `Question`s, or a sentence that says where one is wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from exercises.catalogue import natural
from exercises.conversion import Lines, nearest_line, plain_data, refusal, typed
from exercises.errors import PracticeError
from exercises.nodes import FieldPath
from exercises.questions import Multiple, Number, Option, Order, Question, Single, Step
from exercises.spec import Source
from exercises.texts import Slug

_GUIDE = "docs/question-format.md"
Broken = Iterator[tuple[FieldPath, str]]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The top of a file: what its questions have in common."""

    loss: Slug
    questions: Annotated[list[dict[str, Any]], Meta(min_length=1)]
    source: Source | None = None
    """Where they come from, for those that do not say it themselves."""


def read_questions(files: Sequence[tuple[Path, bytes]]) -> list[Question]:
    """The questions in these files: numbered sections of a document first, in its order, then the
    other exercises by their ids, and last what has no source."""
    read: list[tuple[Any, list[Question]]] = []
    at: dict[str, tuple[Path, int]] = {}
    for path, content in files:
        top, lines = _top(path, content)
        questions = []
        for index, entry in enumerate(top.questions):
            question = _question(entry, index, top, path, lines)
            where = lines["questions", index, "id"]
            if question.id in at:
                taken, line = at[question.id]
                sentence = f"it is already the id of a question in {taken.name}, line {line}"
                raise _refusal(path, where, ("questions", index, "id"), sentence)
            at[question.id] = path, where
            questions.append(question)
        section = top.source.section if top.source else ""
        numbered = section[:1].isdigit()
        place = natural(section) if numbered else []
        read.append(((not section, not numbered, place, top.loss), questions))
    read.sort(key=lambda part: part[0])
    return [question for _, questions in read for question in questions]


def _top(path: Path, content: bytes) -> tuple[_File, Lines]:
    data, lines = plain_data(content, path, _GUIDE)
    if not isinstance(data, dict):
        raise _refusal(path, lines[()], (), "expected named fields such as `loss: mae`")
    top: _File = typed(data, _File, path, lines, _GUIDE)
    if top.loss != path.stem:
        sentence = f"expected the file's name, `{path.stem}`, got `{top.loss}`"
        raise _refusal(path, lines[("loss",)], ("loss",), sentence)
    return top, lines


def _question(entry: dict[str, Any], index: int, top: _File, path: Path, lines: Lines) -> Question:
    at: FieldPath = ("questions", index)
    if "loss" in entry:
        sentence = "expected it at the top of the file only, it holds for all its questions"
        raise _refusal(path, lines[*at, "loss"], (*at, "loss"), sentence)
    question: Question = typed({**entry, "loss": top.loss}, Question, path, lines, _GUIDE, at)
    for field, sentence in _broken_rules(question):
        field = (*at, *field)
        raise _refusal(path, nearest_line(field, lines), field, sentence)
    if question.source is None:
        question = msgspec.structs.replace(question, source=top.source)
    if isinstance(question, Order) and not question.right:
        question = msgspec.structs.replace(question, right=[step.id for step in question.steps])
    return question


def _refusal(path: Path, line: int, field: FieldPath, sentence: str) -> PracticeError:
    return refusal(path, line, field, sentence, _GUIDE)


def _broken_rules(question: Question) -> Broken:
    """Every rule one question breaks: what the types of its fields cannot say."""
    match question:
        case Single() | Multiple():
            yield from _option_rules(question)
        case Number():
            for name in ("answer", "tolerance"):
                if not math.isfinite(getattr(question, name)):
                    yield (name,), "expected a finite number"
        case Order():
            yield from _each_once("steps", question.steps)
            if question.right and sorted(question.right) != sorted(s.id for s in question.steps):
                yield ("right",), "expected the id of every step exactly once"
            for index, order in enumerate(question.also):
                if sorted(order) != sorted(s.id for s in question.steps):
                    yield ("also", index), "expected the id of every step exactly once"
        case _:  # a short answer has nothing that must agree
            pass


def _option_rules(question: Single | Multiple) -> Broken:
    right = sum(option.right for option in question.options)
    if isinstance(question, Single) and right != 1:
        yield ("options",), f"expected `right: true` on exactly one option, got {right}"
    if isinstance(question, Multiple) and not 2 <= right < len(question.options):
        yield (
            ("options",),
            f"expected `right: true` on two options or more but not on all, got {right}",
        )
    for index, option in enumerate(question.options):
        if option.right and option.why:
            yield ("options", index, "why"), "expected it on wrong options only"
    yield from _each_once("options", question.options)


def _each_once(name: str, entries: Sequence[Option] | Sequence[Step]) -> Broken:
    for index, entry in enumerate(entries):
        for field in ("id", "en", "zh"):
            value = getattr(entry, field)
            if value and value in [getattr(other, field) for other in entries[:index]]:
                yield (name, index, field), "expected something else than in those before it"
