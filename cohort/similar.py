"""Pairs of files that are closer than what the exercise makes likely: a place to look, no more.

Right answers to one exercise resemble each other by nature: a loss of four lines is written in
few ways. So a pair is not held against a fixed number but against how close files of the same
exercise are in this very class.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import combinations

import msgspec

from cohort.matching import Match, matches
from cohort.model import Submission
from cohort.normal import Shapes, likeness, shapes

#: Below this two files are not worth reading side by side, however different all others are.
LEAST = 0.7
#: A pair stands out when it is so many robust deviations above the middle of its exercise. Iglewicz
#: and Hoaglin (1993) call what is 3.5 away from the median an outlier.
FAR = 3.5
#: With fewer files the exercise says nothing of what is likely.
FEWEST = 5
#: So many shapes have to be there to say anything: an empty stub is like every other.
_FEWEST_SHAPES = 8


class Pair(msgspec.Struct, frozen=True):
    """Two files of different learners for one exercise."""

    exercise: str
    one: Submission
    other: Submission
    likeness: float
    """0 to 1."""
    usual: float
    """The median of all pairs of this exercise in this class."""
    matches: list[Match]
    """The lines that do the same, names aside."""


class Similar(msgspec.Struct, frozen=True):
    pairs: list[Pair]
    """Those that stand out, furthest above the usual first."""
    compared: int
    too_few: list[str]
    """Exercises with too few files to say what is usual."""


def similar(submissions: Sequence[Submission]) -> Similar:
    """What stands out among the files of each exercise."""
    by_exercise: dict[str, list[tuple[Submission, Shapes]]] = {}
    for each in submissions:
        found = shapes(each.source)
        if found is not None and found.total() >= _FEWEST_SHAPES:
            by_exercise.setdefault(each.exercise, []).append((each, found))
    pairs: list[Pair] = []
    compared, too_few = 0, []
    for exercise, files in sorted(by_exercise.items()):
        scored = [(one, other, likeness(a, b)) for (one, a), (other, b) in combinations(files, 2)]
        compared += len(scored)
        if len(files) < FEWEST:
            too_few.append(exercise)
            continue
        usual, bound = _usual([score for _, _, score in scored])
        pairs += [
            Pair(
                exercise,
                one,
                other,
                round(score, 4),
                round(usual, 4),
                matches(one.source, other.source),
            )
            for one, other, score in scored
            if score >= bound and one.learner != other.learner
        ]
    pairs.sort(key=lambda p: (p.usual - p.likeness, p.exercise, p.one.learner, p.other.learner))
    return Similar(pairs, compared, too_few)


def _usual(scores: Sequence[float]) -> tuple[float, float]:
    """The median of likenesses, and from where on one stands out: never where most pairs of an
    exercise are the same anyway. 0.6745 makes the median deviation that of a normal one."""
    middle = statistics.median(scores)
    spread = statistics.median(abs(score - middle) for score in scores)
    return middle, max(LEAST, middle + FAR * spread / 0.6745)
