"""When a drill comes back: FSRS-6, used for its memory model alone.

The `fsrs` package counts blocks of 24 hours; it is handed the learner's local days as midnights
UTC, so that it counts calendar days. Its learning steps and its random fuzz are not used.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from trainer.rating import Grade

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

#: The chance of still knowing it at which a drill comes back.
RETENTION = 0.9
LONGEST_DAYS = 365
#: Intervals from here on are spread a little, so that what was learned together comes apart.
_SPREAD_FROM = 4
_SPREAD = 0.05

#: FSRS-6's default weight 20: how fast the forgetting curve falls.
_DECAY = -0.1542
_FACTOR = 0.9 ** (1 / _DECAY) - 1


class Memory(msgspec.Struct, frozen=True):
    """What is believed about one exercise. Stability in days; days as YYYY-MM-DD."""

    stability: float
    difficulty: float
    last: str
    due: str


def review(exercise: str, memory: Memory | None, grade: Grade, day: str) -> Memory:
    """The memory after a review on ``day``; the first review has none before it."""
    from fsrs import Rating

    ratings = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good, "easy": Rating.Easy}
    card, _ = _scheduler().review_card(_card(memory), ratings[grade], _midnight(day))
    assert card.stability is not None
    assert card.difficulty is not None
    days = max(1, (card.due - _midnight(day)).days)
    days = 1 if grade == "again" else min(LONGEST_DAYS, _spread(exercise, day, days))
    due = date.fromisoformat(day) + timedelta(days=days)
    return Memory(card.stability, card.difficulty, day, due.isoformat())


def retrievability(memory: Memory, day: str) -> float:
    """The chance that the learner still knows it on ``day``: FSRS-6's forgetting curve."""
    elapsed = max(0, (date.fromisoformat(day) - date.fromisoformat(memory.last)).days)
    return float((1 + _FACTOR * elapsed / memory.stability) ** _DECAY)


def cost_of_waiting(memory: Memory, day: str) -> float:
    """How much of the chance of knowing it is lost between ``day`` and the next."""
    tomorrow = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return retrievability(memory, day) - retrievability(memory, tomorrow)


def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _card(memory: Memory | None) -> Card:
    from fsrs import Card, State

    if memory is None:
        return Card(card_id=1)  # without an id it waits a millisecond to make one
    return Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_midnight(memory.due),
        last_review=_midnight(memory.last),
    )


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def _spread(exercise: str, day: str, days: int) -> int:
    """``days``, up to a twentieth earlier or later: the same for the same review for ever."""
    if days < _SPREAD_FROM:
        return days
    digest = hashlib.blake2b(f"{exercise} {day}".encode(), digest_size=4).digest()
    part = int.from_bytes(digest) / 2**32 * 2 - 1
    return days + round(part * max(1.0, _SPREAD * days))
