"""Every review there was, with what was predicted of it: read off the fold while it goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from trainer.facts import Fact
from trainer.folding import stepwise, weights_of
from trainer.rating import Grade
from trainer.schedule import Memory, retrievability
from trainer.state import State


class Review(NamedTuple):
    """One review of a drill or a question."""

    kind: Literal["drill", "question"]
    id: str
    day: str
    """The learner's day, YYYY-MM-DD."""
    grade: Grade
    elapsed: int | None
    """Days since the review before; None for the first."""
    predicted: float | None
    """The chance of recall that the model gave it, 0 to 1; None for the first."""
    said: bool = False
    """It was said to be known (`practice know`), and nothing was recalled."""

    @property
    def recalled(self) -> bool:
        """Whether it was still known: everything but Again, as Anki counts true retention."""
        return self.grade != "again"


def reviews(facts: Iterable[Fact]) -> list[Review]:
    """The reviews that these facts make, in their order; ``facts`` from the first one on.

    What was taken back makes none. A fact ends at most one review: that of what it is about.
    """
    facts, found = list(facts), []
    state = State(weights=weights_of(facts))
    latest: dict[tuple[str, str], Memory] = {}
    for fact in stepwise(state, facts):
        about = fact.exercise
        if fact.kind == "answered":
            recall = state.questions.get(about)
            after, grade = (recall.memory, recall.grade) if recall else (None, None)
            key: tuple[Literal["drill", "question"], str] = ("question", about)
        else:
            card = state.cards.get(about)
            after, grade = (card.memory, card.grade) if card else (None, None)
            key = ("drill", about)
        before = latest.get(key)
        if after is None or grade is None or after == before:
            continue
        latest[key] = after
        found.append(_review(key, before, after, grade, said=fact.kind == "known"))
    return found


def _review(
    key: tuple[Literal["drill", "question"], str],
    before: Memory | None,
    after: Memory,
    grade: Grade,
    said: bool,
) -> Review:
    if before is None:
        return Review(*key, after.last, grade, None, None, said)
    elapsed = (date.fromisoformat(after.last) - date.fromisoformat(before.last)).days
    return Review(*key, after.last, grade, elapsed, retrievability(before, after.last))
