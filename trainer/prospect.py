"""What to expect on the day of an interview: the days until then lived ahead, some times over."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from exercises.spec import Spec
from trainer.interview import Served, left_to_write
from trainer.memory_model import AGAIN, GOOD, Known, Weights, first, recall, reviewed
from trainer.queue import Places
from trainer.state import KNOWN_AFTER

#: How many days are lived in all, and how many lives at least and at most. Lives differ widely: a
#: first drill that is failed again and again holds up all that builds on it.
_DAYS_LIVED, _FEWEST, _MOST = 600, 4, 24
#: How often somebody passes a drill on the day they first meet it: an assumption, since nothing is
#: known about that before it happened.
FIRST_PASS = 0.7


class Start(NamedTuple):
    """Where a learner stands, with what the day asks for."""

    specs: Sequence[Spec]
    """In the order in which they are learned."""
    known: Mapping[str, Known]
    pass_days: Mapping[str, int]
    """On how many days each was passed; what builds on it opens after two."""
    weights: Weights = ()
    """Of the memory model; none for the defaults."""


class Prospect(NamedTuple):
    """What to expect on the day."""

    drills: int
    """How many it asks for."""
    recall: float
    """The mean chance of recall over them on the day, 0 to 1; what was never met counts 0."""
    if_stopped: float
    """The same when nothing more is written."""
    per_day: float
    """How many drills a day that takes."""
    unmet: float
    """How many will not have been met by then."""


def prospect(start: Start, today: int, target: int, places: Places) -> Prospect:
    """Practising every day from ``today`` on, before the day ``target``, as `practice next` ranks
    it with these places. The same start gives the same prospect."""
    count = max(_FEWEST, min(_MOST, _DAYS_LIVED // (target - today)))
    lives = [_live(start, today, target, places, random.Random(n)) for n in range(count)]
    drills = len(start.specs)
    return Prospect(
        drills,
        sum(_mean(known, drills, target) for known, _ in lives) / count,
        _mean(start.known, drills, target),
        sum(written for _, written in lives) / count / (target - today),
        drills - sum(len(known) for known, _ in lives) / count,
    )


def _live(
    start: Start, today: int, target: int, places: Places, random_: random.Random
) -> tuple[dict[str, Known], int]:
    """What is known on the day, and how many drills were written until then."""
    known, passes, written = dict(start.known), dict(start.pass_days), 0

    def missing(spec: Spec) -> list[str]:
        return [id_ for id_ in spec.requires if passes.get(id_, 0) < KNOWN_AFTER]

    for day in range(today, target):
        served = Served()
        # What is written opens more, which may be begun on the same day.
        while order := left_to_write(
            start.specs,
            known,
            missing,
            (day, target),
            (places.new, places.new + places.reviews),
            served,
        ):
            new = sum(id_ not in known for id_ in order)
            for id_ in order:
                passes[id_] = passes.get(id_, 0) + _write(known, id_, day, start.weights, random_)
            served = Served(served.drills + len(order), served.new + new)
        written += served.drills
    return known, written


def _write(
    known: dict[str, Known], id_: str, day: int, weights: Weights, random_: random.Random
) -> bool:
    """Write one drill; whether it passed."""
    met = known.get(id_)
    passed = random_.random() < (FIRST_PASS if met is None else recall(met, day))
    grade = GOOD if passed else AGAIN
    known[id_] = first(grade, day, weights) if met is None else reviewed(met, grade, day)
    return passed


def _mean(known: Mapping[str, Known], drills: int, day: int) -> float:
    return sum(recall(each, day) for each in known.values()) / drills if drills else 0.0
