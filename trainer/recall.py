"""What is remembered of the questions: the part of the fold that is about answers, pure.

One review per question and day. What was right is rated Good and what was wrong Again; the answer
to a short question is rated once the learner has compared it with the model answer.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from trainer.facts import Fact
from trainer.rating import Grade
from trainer.schedule import RETENTION, Memory, Weights, review

#: What a learner says of a short answer, beside the model answer.
Judgement = Literal["right", "partly", "wrong"]

GRADES: dict[Judgement, Grade] = {"right": "good", "partly": "hard", "wrong": "again"}


class Recall(msgspec.Struct):
    """What is remembered of one question."""

    seen: str
    """The day on which it was last answered."""
    memory: Memory | None = None
    """None while its only answer waits to be judged."""
    grade: Grade | None = None
    typed: str | None = None
    """A short answer that waits to be judged; None when none does."""


def answer(
    recalls: dict[str, Recall], fact: Fact, retention: float = RETENTION, weights: Weights = ()
) -> None:
    """Take in a fact of kind `answered`: an answer, or the judgement of one given before.

    A short answer in an exam waits for the exam's end, which is not said here: see :func:`rated`.
    """
    question, data = fact.exercise, fact.data
    judged: Judgement | None = data.get("judged")
    if judged is not None:
        rated(recalls, question, GRADES[judged], fact.day, retention, weights)
    elif data["right"] is not None:
        grade: Grade = "good" if data["right"] else "again"
        rated(recalls, question, grade, fact.day, retention, weights)
    else:
        recall = _seen(recalls, question, fact.day)
        recall.typed = None if data.get("exam") else data["typed"]


def rated(
    recalls: dict[str, Recall],
    question: str,
    grade: Grade,
    day: str,
    retention: float = RETENTION,
    weights: Weights = (),
) -> None:
    """The review of a question; the first one of a day is the one that counts."""
    recall = _seen(recalls, question, day)
    recall.typed = None
    if recall.memory is None or recall.memory.last < day:
        recall.memory = review(question, recall.memory, grade, day, retention, weights=weights)
        recall.grade = grade


def is_due(recall: Recall, day: str) -> bool:
    """Whether to ask it on ``day``; what was answered and never judged is asked again."""
    return recall.typed is None and (recall.memory is None or recall.memory.due <= day)


def _seen(recalls: dict[str, Recall], question: str, day: str) -> Recall:
    recall = recalls.setdefault(question, Recall(day))
    recall.seen = day
    return recall
