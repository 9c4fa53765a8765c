"""One item of an exam in its report: what was handed in beside what is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import ascii_lowercase

import msgspec

from exercises.answer import mistakes, model_answer
from exercises.errors import PracticeError
from exercises.questions import Multiple, Order, Question, Short, Single
from exercises.replies import parse_reply, right_reply, shuffled
from exercises.spec import Spec
from exercises.texts import Text
from trainer.exam.model import Answered, ItemKind, Outcome


class Entry(msgspec.Struct):
    """One option of a question or one step of a derivation, where it stood on the screen."""

    label: str
    """What was typed for it: `b`, or `3`."""
    text: Text
    right: bool
    """Of an option: it is right. Of a step: it was put where it belongs."""
    chosen: bool
    why: Text | None = None
    given: str = ""
    """Of a step: which one was put in its place."""


class ItemReport(msgspec.Struct, kw_only=True):
    """One item, with what was handed in beside what is right."""

    number: int
    id: str
    kind: ItemKind
    track: str
    level: int
    title: Text
    outcome: Outcome
    late: bool
    seconds: float
    par_seconds: float
    # of a drill
    runs: int = 0
    failed_core: int | None = None
    failed: list[str] = []
    """Ids of the checks that the last run failed, those that cost nothing included."""
    mistake: str | None = None
    mistake_text: Text | None = None
    said: str = ""
    """What the diagnosis said, in the language the run was made in."""
    code: str | None = None
    """The learner's file as the last run graded it; None when nothing was run."""
    reference: str | None = None
    # of a question
    form: str | None = None
    """`single`, `multiple`, `number`, `short` or `order`."""
    prompt: Text | None = None
    entries: list[Entry] = []
    reply: str | None = None
    right_reply: Text | None = None
    points: list[Text] = []
    explanation: Text | None = None


def item_report(
    number: int,
    answer: Answered,
    specs: Mapping[str, Spec],
    questions: Mapping[str, Question],
    source: Callable[[str], bytes | None],
) -> ItemReport:
    """The report of the item with this number; ``source`` gives the bytes with a SHA-256."""
    item = answer.item
    about = ItemReport(
        number=number,
        id=item.id,
        kind=item.kind,
        track=item.track,
        level=item.level,
        title=Text(item.id),
        outcome=answer.outcome,
        late=answer.late,
        seconds=answer.seconds,
        par_seconds=item.par_minutes * 60,
        runs=answer.runs,
        failed_core=answer.failed_core,
        failed=answer.failed,
        mistake=answer.mistake,
        said=answer.said,
        reply=answer.reply,
    )
    if item.kind == "drill":
        code = source(answer.sha256) if answer.sha256 else None
        about.code = None if code is None else code.decode("utf-8", "replace")
        if item.id in specs:
            _add_exercise(about, specs[item.id])
    elif item.id in questions:
        _add_question(about, shuffled(questions[item.id], item.seed))
    return about


def _add_exercise(about: ItemReport, spec: Spec) -> None:
    about.title = spec.title
    about.mistake_text = _mistake(spec, about.mistake)
    try:
        about.reference = model_answer(spec)
    except PracticeError:
        about.reference = None  # what the learner did is worth reading without it


def _mistake(spec: Spec, name: str | None) -> Text | None:
    """The sentence of one of the exercise's own wrong ideas."""
    try:
        return mistakes(spec).get(name or "")
    except PracticeError:
        return None


def _add_question(about: ItemReport, question: Question) -> None:
    """``question`` as it was shown: letters and numbers mean what they meant then."""
    about.form = question.kind
    about.title = about.prompt = question.prompt
    about.explanation = question.explanation
    about.right_reply = Text(right_reply(question, "en"), right_reply(question, "zh"))
    about.points = question.points if isinstance(question, Short) else []
    read = parse_reply(question, about.reply) if about.reply else None
    given = read if isinstance(read, list) else []
    if isinstance(question, Single | Multiple):
        about.entries = [
            Entry(letter, Text(o.en, o.zh), o.right, o.id in given, o.why)
            for letter, o in zip(ascii_lowercase, question.options, strict=False)
        ]
    elif isinstance(question, Order):
        labels = {step.id: str(place) for place, step in enumerate(question.steps, 1)}
        steps = {step.id: Text(step.en, step.zh) for step in question.steps}
        # in the right order, so that it reads as the derivation
        about.entries = [
            Entry(
                labels[id_],
                steps[id_],
                right=given[place : place + 1] == [id_],
                chosen=bool(given),
                given=labels[given[place]] if given else "",
            )
            for place, id_ in enumerate(question.right)
        ]
