"""The memory model as pure functions of numbers, for looking ahead many times a second.

FSRS-6 as its authors write it down (github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm)
with the default weights or those that were fitted to a learner. Reviews that happened are left to
the `fsrs` package (`trainer.schedule`); the tests hold the two against each other.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

Weights = tuple[float, ...]

#: Grades of FSRS: Again, Hard, Good, Easy.
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4

_LEAST_STABILITY = 0.001


class Known(NamedTuple):
    """What is believed about one exercise."""

    stability: float
    """Days after which the chance of recall has fallen to 0.9."""
    difficulty: float
    """1 to 10."""
    last: int
    """The day of the last review, counted as `date.toordinal` does."""
    weights: Weights = ()
    """By which it is believed; none for the defaults."""


def recall(known: Known, day: int) -> float:
    """The chance of recall on ``day``, 0 to 1: the forgetting curve."""
    decay, factor = _curve(known.weights)
    return float((1 + factor * max(0, day - known.last) / known.stability) ** decay)


def first(grade: int, day: int, weights: Weights = ()) -> Known:
    """After a first review."""
    w = weights or _defaults()
    return Known(w[grade - 1], _clamped(_first_difficulty(grade, w)), day, weights)


def reviewed(known: Known, grade: int, day: int) -> Known:
    """After a review on ``day``, which is later than the last one."""
    chance = recall(known, day)
    stability = _forgotten(known, chance) if grade == AGAIN else _recalled(known, chance, grade)
    difficulty = _difficulty(known.difficulty, grade, known.weights or _defaults())
    return Known(max(_LEAST_STABILITY, stability), difficulty, day, known.weights)


def _recalled(known: Known, chance: float, grade: int) -> float:
    """The stability after a success: it grows most when recall was least likely."""
    w = known.weights or _defaults()
    bonus = {HARD: w[15], EASY: w[16]}.get(grade, 1.0)
    growth: float = (
        math.exp(w[8])
        * (11 - known.difficulty)
        * known.stability ** -w[9]
        * math.expm1((1 - chance) * w[10])
    )
    return known.stability * (1 + growth * bonus)


def _forgotten(known: Known, chance: float) -> float:
    """The stability after a lapse, which is never more than before."""
    w = known.weights or _defaults()
    long: float = (
        w[11]
        * known.difficulty ** -w[12]
        * ((known.stability + 1) ** w[13] - 1)
        * math.exp((1 - chance) * w[14])
    )
    return min(long, known.stability / math.exp(w[17] * w[18]))


def _difficulty(difficulty: float, grade: int, w: Weights) -> float:
    """Damped towards the ends, and drawn to that of what is easy at first sight."""
    moved = difficulty - w[6] * (grade - 3) * (10 - difficulty) / 9
    return _clamped(w[7] * _first_difficulty(EASY, w) + (1 - w[7]) * moved)


def _first_difficulty(grade: int, w: Weights) -> float:
    return w[4] - math.exp(w[5] * (grade - 1)) + 1


def _clamped(difficulty: float) -> float:
    return min(10.0, max(1.0, difficulty))


@cache
def _defaults() -> Weights:
    from fsrs.scheduler import DEFAULT_PARAMETERS

    return tuple(DEFAULT_PARAMETERS)


@cache
def _curve(weights: Weights) -> tuple[float, float]:
    decay = -(weights or _defaults())[20]
    return decay, 0.9 ** (1 / decay) - 1
