"""Getting ready for a day: what is worth writing now so that most is known then. Pure.

Until the interview, drills are ranked by how much a review today raises the chance of recall on
that day, in expectation: over knowing it and not knowing it today. What was never met has places
of its own, so that all of it is begun while there is time to see it again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import msgspec

from exercises.spec import Spec
from trainer.memory_model import AGAIN, GOOD, Known, recall, reviewed

#: A review that raises the chance by less is not worth its minutes.
WORTH = 0.02
#: What is known as surely as this gains little by being written again, until the last days.
FRESH = 0.95
LAST_DAYS = 3
#: What builds on a drill opens with its second pass, and is begun on that day: a chain takes at
#: least so many days a drill.
DAYS_A_LINK = 1
#: New drills are begun in the first three quarters of the days that are left.
_FOR_REVIEWS = 0.25

# WORTH and FRESH did best, for the drills that they take, among those tried in the simulation of
# `bench/deadline.py`; the others are a judgement.


class Interview(msgspec.Struct, frozen=True):
    """A day, and what has to be known on it."""

    day: str
    """YYYY-MM-DD, the learner's."""
    name: str = ""
    """The track or kind of interview that was asked for; empty for everything."""
    tracks: list[str] = []
    losses: list[str] = []
    """Ids of exercises. Without tracks and losses, all there are."""
    level: int | None = None
    """Nothing above it."""

    def days_left(self, day: str) -> int:
        """From ``day`` on; 0 on the day itself, negative after it."""
        return (date.fromisoformat(self.day) - date.fromisoformat(day)).days


def scope(interview: Interview, specs: Iterable[Spec]) -> list[Spec]:
    """What has to be known, and all that it builds on, in the order of ``specs``."""
    specs = list(specs)
    by_id = {spec.id: spec for spec in specs}
    wanted = [spec.id for spec in specs if _asked(interview, spec)]
    needed: set[str] = set()
    while wanted:
        id_ = wanted.pop()
        if id_ not in needed and id_ in by_id:
            needed.add(id_)
            wanted += by_id[id_].requires
    return [spec for spec in specs if spec.id in needed]


def _asked(interview: Interview, spec: Spec) -> bool:
    named = spec.track in interview.tracks or spec.id in interview.losses
    everything = not (interview.tracks or interview.losses)
    return (named or everything) and (interview.level is None or spec.level <= interview.level)


def gain(known: Known, today: int, target: int) -> float:
    """By how much a review today raises the chance of recall on the day ``target``."""
    chance = recall(known, today)
    passed = recall(reviewed(known, GOOD, today), target)
    lapsed = recall(reviewed(known, AGAIN, today), target)
    return chance * passed + (1 - chance) * lapsed - recall(known, target)


def worth_reviewing(
    known: Mapping[str, Known], today: int, target: int, opens: Collection[str] = ()
) -> list[str]:
    """What is worth a review today: first what ``opens`` others that were never met, then what
    gains most."""
    gains = {
        id_: gain(each, today, target)
        for id_, each in known.items()
        if each.last < today
        and (id_ in opens or target - today <= LAST_DAYS or recall(each, today) <= FRESH)
    }
    found = [id_ for id_, gained in gains.items() if gained >= WORTH or id_ in opens]
    return sorted(found, key=lambda id_: (id_ not in opens, -gains[id_], id_))


def new_places(unseen: int, days_left: int, usual: int, total: int, urgent: int = 0) -> int:
    """How many drills that were never met to begin today, of ``total`` places: the ``usual``
    number, or more where it would not be enough to begin all of them in time; at least the
    ``urgent`` ones."""
    pace = math.ceil(unseen / _days_to_begin(days_left))
    return min(total, unseen, max(usual, pace, urgent))


def _days_to_begin(days_left: int) -> int:
    return max(1, days_left - max(1, round(days_left * _FOR_REVIEWS)))


def by_urgency(
    opened: Iterable[Spec], unseen: Sequence[Spec], days_left: int
) -> tuple[list[str], int]:
    """What may be begun, first what the longest chain of others waits for; and how many are
    urgent, since their chain is as long as there are days to begin it."""
    waiting: dict[str, list[str]] = {spec.id: [] for spec in unseen}
    for spec in unseen:
        for id_ in spec.requires:
            waiting.get(id_, []).append(spec.id)

    @cache
    def length(id_: str) -> int:
        return 1 + max((length(other) for other in waiting[id_]), default=0)

    order = sorted((spec.id for spec in opened), key=lambda id_: -length(id_))
    days = _days_to_begin(days_left)
    return order, sum(DAYS_A_LINK * length(id_) >= days for id_ in order)


def day_order(reviews: Sequence[str], new: Sequence[str], new_left: int, left: int) -> list[str]:
    """The drills of a day that has ``left`` places, ``new_left`` of them for new ones: spread
    evenly among the reviews, a review first."""
    new = list(new[:new_left])
    reviews = list(reviews[: max(0, left - len(new))])
    order, share = list[str](), len(new) / max(1, len(new) + len(reviews))
    begun = 0
    while new or reviews:
        if new and (not reviews or begun < share * len(order)):
            order.append(new.pop(0))
            begun += 1
        else:
            order.append(reviews.pop(0))
    return order


class Served(NamedTuple):
    """What a day has had so far."""

    drills: int = 0
    new: int = 0
    """Of them, never met before."""


def left_to_write(
    specs: Sequence[Spec],
    known: Mapping[str, Known],
    missing: Callable[[Spec], Sequence[str]],
    days: tuple[int, int],
    places: tuple[int, int],
    served: Served,
    being_written: Container[str] = (),
) -> list[str]:
    """What of ``specs``, all that the interview asks for, is left to write today, in order.

    ``missing`` says what has to be known before an exercise opens; ``days`` are today and that of
    the interview, ``places`` the usual number of new drills and that of all drills of a day.
    """
    (today, target), (usual, total) = days, places
    unseen = [spec for spec in specs if spec.id not in known]
    opens = {id_ for spec in unseen for id_ in missing(spec)}
    opened = [spec for spec in unseen if not missing(spec)]
    order, urgent = by_urgency(opened, unseen, target - today)
    to_begin = served.new + sum(spec.id not in being_written for spec in unseen)
    new = new_places(to_begin, target - today, usual, total, urgent + served.new) - served.new
    left = max(0, total - served.drills)
    reviews = worth_reviewing(known, today, target, opens)
    return day_order(reviews, order, max(0, min(new, left)), left)
