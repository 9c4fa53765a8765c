"""When a drill comes back: FSRS-6, used for its memory model alone.

The `fsrs` package counts blocks of 24 hours; it is handed the learner's local days as midnights
UTC, so that it counts calendar days. Its learning steps and its random fuzz are not used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from trainer.rating import Grade

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

#: The chance of still knowing it at which a drill comes back, unless a setting says otherwise.
RETENTION = 0.9
#: Below, a drill is forgotten more often than it teaches anything; above, intervals stay at days.
#: The `fsrs` package takes any number, also those for which an interval means nothing.
LEAST_RETENTION, MOST_RETENTION = 0.70, 0.97
LONGEST_DAYS = 365
#: Intervals from here on are spread a little, so that what was learned together comes apart.
_SPREAD_FROM = 4
_SPREAD = 0.05

#: FSRS-6's default weight 20: how fast the forgetting curve falls.
_DECAY = -0.1542
_FACTOR = 0.9 ** (1 / _DECAY) - 1

#: The 21 weights of FSRS-6 that were fitted to a learner; none stands for its defaults.
Weights = tuple[float, ...]


class Memory(msgspec.Struct, frozen=True):
    """What is believed about one exercise. Stability in days; days as YYYY-MM-DD."""

    stability: float
    difficulty: float
    last: str
    due: str
    weights: Weights = ()
    """By which it is believed: the 21 of FSRS-6, or none for its defaults."""


def review(
    exercise: str,
    memory: Memory | None,
    grade: Grade,
    day: str,
    retention: float = RETENTION,
    taken: Collection[str] = (),
    weights: Weights = (),
) -> Memory:
    """The memory after a review on ``day``; the first review has none before it, and is told the
    ``weights``, which later ones keep.

    It comes back when the chance of knowing it has fallen to ``retention``: never before tomorrow,
    tomorrow after Again, and otherwise near the day that FSRS-6 gives, on none of the days that
    are ``taken`` (those on which its siblings come back) where there is another that near.
    ValueError for a day that is not after the last review, which FSRS would count as the same
    day, and for a retention that is none.
    """
    if memory is not None and day <= memory.last:
        raise ValueError(f"{exercise} was reviewed on {memory.last}, which is not before {day}")
    from fsrs import Rating

    ratings = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good, "easy": Rating.Easy}
    weights = memory.weights if memory is not None else weights
    card, _ = _scheduler(retention, weights).review_card(
        _card(memory), ratings[grade], _midnight(day)
    )
    assert card.stability is not None
    assert card.difficulty is not None
    # Without steps within a day FSRS may leave what was just forgotten alone for a week.
    days = (card.due - _midnight(day)).days
    days = 1 if grade == "again" else _spread(exercise, day, days, taken)
    return Memory(card.stability, card.difficulty, day, _later(day, days), weights)


def interval(stability: float, retention: float = RETENTION) -> int:
    """The days after which the chance has fallen from 1 to ``retention``, by FSRS-6's forgetting
    curve: whole ones, at least one and at most the cap."""
    days: float = stability / _FACTOR * (retention ** (1 / _DECAY) - 1)
    return min(LONGEST_DAYS, max(1, round(days)))


def retrievability(memory: Memory, day: str) -> float:
    """The chance that the learner still knows it on ``day``: FSRS-6's forgetting curve."""
    elapsed = max(0, (date.fromisoformat(day) - date.fromisoformat(memory.last)).days)
    decay, factor = _DECAY, _FACTOR
    if memory.weights:
        decay = -memory.weights[20]
        factor = 0.9 ** (1 / decay) - 1
    return float((1 + factor * elapsed / memory.stability) ** decay)


def cost_of_waiting(memory: Memory, day: str) -> float:
    """How much of the chance of knowing it is lost between ``day`` and the next."""
    tomorrow = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return retrievability(memory, day) - retrievability(memory, tomorrow)


@cache
def _scheduler(retention: float, weights: Weights) -> Scheduler:
    from fsrs import Scheduler
    from fsrs.scheduler import DEFAULT_PARAMETERS

    if not LEAST_RETENTION <= retention <= MOST_RETENTION:
        raise ValueError(
            f"a retention from {LEAST_RETENTION:g} to {MOST_RETENTION:g} was expected, "
            f"got {retention!r}"
        )
    return Scheduler(
        parameters=weights or DEFAULT_PARAMETERS,
        desired_retention=retention,
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


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _spread(exercise: str, day: str, days: int, taken: Collection[str]) -> int:
    """``days``, up to a twentieth earlier or later and at least a day: the same for the same
    review for ever. Of the days that are not ``taken`` it is the one nearest to that."""
    if days < _SPREAD_FROM:
        return days
    digest = hashlib.blake2b(f"{exercise} {day}".encode(), digest_size=4).digest()
    part = int.from_bytes(digest) / 2**32 * 2 - 1
    reach = max(1.0, _SPREAD * days)
    drawn = min(LONGEST_DAYS, days + round(part * reach))
    near = range(days - round(reach), min(LONGEST_DAYS, days + round(reach)) + 1)
    free = [each for each in near if _later(day, each) not in taken]
    return min(free, key=lambda each: (abs(each - drawn), each), default=drawn)
