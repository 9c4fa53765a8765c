"""Questions outside of an exam: which one is asked next, and what becomes of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

from exercises.errors import PracticeError
from exercises.questions import GENERAL, Question, Short
from exercises.replies import grade_answer, shuffled
from trainer.desk import Desk
from trainer.rating import Grade
from trainer.recall import Judgement, Recall, is_due
from trainer.schedule import cost_of_waiting
from trainer.state import State

#: Losses being learned from which on questions that compare losses are asked.
_ENOUGH_TO_COMPARE = 2

Stage = Literal["new", "due", "scheduled", "unjudged"]


class Standing(NamedTuple):
    """One question and where the learner stands with it."""

    question: Question
    state: Stage
    due: date | None = None
    rating: Grade | None = None


class Ahead(NamedTuple):
    """What is left to ask."""

    due: int
    """Today, of those answered before."""
    new: int
    """Today, of those never seen: the day's places that are left."""
    unseen: int
    """On any day."""
    unjudged: Sequence[Question]
    """Short answers that wait for the learner's judgement."""
    back: date | None
    """The next day on which questions come back, and how many of them."""
    coming_back: int


class Reviewed(NamedTuple):
    """What became of an answer."""

    right: bool | None
    """None for a short answer: until it is judged, and when it was partly right."""
    grade: Grade | None
    """The rating, when this was the question's review of the day."""
    due: date | None
    extra: bool
    """It was reviewed today already, so this changes nothing."""


# -- choosing ------------------------------------------------------------------------------------


def choose(
    state: State, questions: Sequence[Question], drills: Sequence[str], day: str, new_per_day: int
) -> Question | None:
    """The question to ask on ``day``; None when there is nothing to ask.

    What was planned comes first, then what is due, by what waiting costs, then what was never
    seen. Two on one loss are not asked in a row while another loss has one that is due, and two on
    one topic of it never while there is another; what was never seen takes the losses in turn.
    ``drills`` are the ids of the exercises in the order in which they are learned; ``state``
    settled on ``day``.
    """
    by_id = {question.id: question for question in questions}
    planned = [e.id for e in state.plan.ready("question", day) if e.id in by_id]
    if planned:
        return by_id[planned[0]]
    due, new = due_now(state, questions, day), list[Question]()
    if state.new_questions_today < new_per_day:
        new = unseen(state, questions, drills)
    ranked = [*due, *new]
    last = next((q for q in questions if q.id == state.last_question), None)
    if last is None:
        return ranked[0] if ranked else None
    apart = [q for q in ranked if (q.loss, q.topic) != (last.loss, last.topic)]
    elsewhere = [q for q in due if q.loss != last.loss]
    return next((q for found in (elsewhere, apart, ranked) for q in found), None)


def due_now(state: State, questions: Sequence[Question], day: str) -> list[Question]:
    """What is due, first what loses most by waiting another day."""
    costs = {
        id_: cost_of_waiting(recall.memory, day) if recall.memory else 0.0
        for id_, recall in state.questions.items()
        if is_due(recall, day)
    }
    return sorted((q for q in questions if q.id in costs), key=lambda q: (-costs[q.id], q.id))


def unseen(state: State, questions: Sequence[Question], drills: Sequence[str]) -> list[Question]:
    """What was never answered: first on the losses being learned, one of each in turn, and of
    each the easier ones first."""
    learned = [id_ for id_ in drills if id_ in state.cards or id_ in state.sittings]
    others = [id_ for id_ in drills if id_ not in learned]
    compares = len(learned) >= _ENOUGH_TO_COMPARE
    order = [*learned, *([GENERAL] if compares else []), *others, GENERAL]
    new = [q for q in questions if q.id not in state.questions and q.loss in order]
    new.sort(key=lambda q: (order.index(q.loss), q.level))
    # One of each loss in turn, of those being learned before the others.
    turns: dict[str, int] = {}
    placed = []
    for question in new:
        turn = turns[question.loss] = turns.get(question.loss, -1) + 1
        later = question.loss not in learned and not (compares and question.loss == GENERAL)
        placed.append((later, turn, order.index(question.loss), question))
    return [question for *_, question in sorted(placed, key=lambda each: each[:3])]


def ahead(state: State, questions: Sequence[Question], day: str, new_per_day: int) -> Ahead:
    """What is left to ask on ``day`` and after it; ``state`` settled on ``day``."""
    recalls = [state.questions[q.id] for q in questions if q.id in state.questions]
    later = sorted(r.memory.due for r in recalls if r.memory is not None and r.memory.due > day)
    new = len(questions) - len(recalls)
    return Ahead(
        due=len(due_now(state, questions, day)),
        new=min(new, max(0, new_per_day - state.new_questions_today)),
        unseen=new,
        unjudged=[q for q in questions if _waiting(state, q) is not None],
        back=date.fromisoformat(later[0]) if later else None,
        coming_back=later.count(later[0]) if later else 0,
    )


def standing(state: State, question: Question, day: str) -> Standing:
    """Where the learner stands with one question."""
    recall = state.questions.get(question.id)
    if recall is None:
        return Standing(question, "new")
    due = recall.memory.due if recall.memory else None
    stage: Stage = "due" if due is None or due <= day else "scheduled"
    if recall.typed is not None:
        stage = "unjudged"
    return Standing(question, stage, date.fromisoformat(due) if due else None, recall.grade)


def seed_for(question: Question, recall: Recall | None) -> int:
    """Shuffles the options of a question: the same until it is answered, another one after."""
    asked = f"{question.id} {recall.seen if recall else ''}"
    return int.from_bytes(blake2b(asked.encode(), digest_size=4).digest()) >> 1


def next_question(desk: Desk, questions: Sequence[Question]) -> Question | None:
    """The question to ask now, of these; None when there is nothing to ask."""
    places = desk.settings.new_questions_per_day
    return choose(desk.state(), questions, list(desk.catalogue), desk.today.isoformat(), places)


def whats_ahead(desk: Desk, questions: Sequence[Question]) -> Ahead:
    """What of these is left to ask."""
    places = desk.settings.new_questions_per_day
    return ahead(desk.state(), questions, desk.today.isoformat(), places)


# -- answering -----------------------------------------------------------------------------------


def take(
    desk: Desk, question: Question, typed: str, seed: int, seconds: float | None = None
) -> Reviewed:
    """Record an answer to the question as it was shown, shuffled by ``seed``.

    PracticeError, with what to type, when it cannot be read; then nothing is recorded.
    """
    typed = typed.encode("utf-8", "replace").decode()  # half a character, from a strange terminal
    right = grade_answer(shuffled(question, seed), typed)
    data = {"typed": typed, "right": right, "seed": seed, "exam": None, "seconds": seconds}
    return _recorded(desk, question, right, data)


def waiting(desk: Desk, question: Question) -> str:
    """The short answer that waits to be judged; PracticeError when there is none."""
    if not isinstance(question, Short):
        raise PracticeError(
            f"`{question.id}` is no question with a short answer: nothing about it is to be judged."
        )
    typed = _waiting(desk.state(), question)
    if typed is None:
        raise PracticeError(
            f"No answer to `{question.id}` waits to be judged.",
            f"`practice quiz answer {question.id} TEXT` answers it first.",
        )
    return typed


def judge(desk: Desk, question: Question, judgement: Judgement) -> Reviewed:
    """Record what the learner says of their short answer."""
    waiting(desk, question)
    right = {"right": True, "partly": None, "wrong": False}[judgement]
    return _recorded(desk, question, right, {"judged": judgement, "right": right})


def _waiting(state: State, question: Question) -> str | None:
    recall = state.questions.get(question.id)
    return recall.typed if recall else None


def _recorded(desk: Desk, question: Question, right: bool | None, data: dict[str, Any]) -> Reviewed:
    today = desk.today.isoformat()
    before = desk.state().questions.get(question.id)
    extra = before is not None and before.memory is not None and before.memory.last == today
    desk.record("answered", question.id, data)
    recall = desk.state().questions[question.id]
    reviewed = recall.memory is not None and recall.typed is None and not extra
    due = date.fromisoformat(recall.memory.due) if recall.memory else None
    return Reviewed(right, recall.grade if reviewed else None, due, extra)
