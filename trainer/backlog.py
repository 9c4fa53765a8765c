"""What has come back and waits, and by when it will be done at the pace that the settings allow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from exercises.spec import Spec
from trainer.queue import Places, comes_back
from trainer.schedule import Memory, Weights, review
from trainer.state import State

#: Nobody plans further; beyond it what is due is said not to get done.
_HORIZON_DAYS = 60


class Backlog(NamedTuple):
    """Drills that are due, that being written among them."""

    due: int
    today: int
    """How many of them today still has places for."""
    done_by: date | None
    """The day on which none of them is left over; None when that is further than two months."""


def backlog(state: State, specs: Iterable[Spec], day: str, places: Places) -> Backlog:
    """The backlog on ``day``; ``state`` settled on it."""
    specs = list(specs)
    known = {
        s.id: replace(state.cards[s.id].memory, due=comes_back(state, s.id))
        for s in specs
        if s.id in state.cards and s.id not in state.suspended
    }
    due = [id_ for id_, memory in known.items() if memory.due <= day]
    being_written = sum(id_ in state.sittings for id_ in due)
    left = max(0, places.reviews - state.reviews_today)
    today = being_written + min(len(due) - being_written, left)
    if today == len(due):
        return Backlog(len(due), today, date.fromisoformat(day))
    unseen = [s.id for s in specs if s.id not in state.cards and s.id not in state.suspended]
    ends = _done_by(
        known, unseen, day, being_written + left, places, state.retention, state.weights
    )
    return Backlog(len(due), today, ends)


def _done_by(
    known: dict[str, Memory],
    unseen: list[str],
    day: str,
    today: int,
    places: Places,
    retention: float,
    weights: Weights,
) -> date | None:
    """The first day that ends with nothing left over, when every review goes well and every place
    for a new drill is taken: what is done and what is begun comes back meanwhile."""
    memories = dict(known)
    for ahead in range(_HORIZON_DAYS):
        now = (date.fromisoformat(day) + timedelta(days=ahead)).isoformat()
        due = sorted((memory.due, id_) for id_, memory in memories.items() if memory.due <= now)
        places_left = places.reviews if ahead else today
        for _, id_ in due[:places_left]:
            memories[id_] = review(id_, memories[id_], "good", now, retention)
        if len(due) <= places_left:
            return date.fromisoformat(now)
        for id_ in unseen[: places.new]:
            memories[id_] = review(id_, None, "good", now, retention, weights=weights)
        unseen = unseen[places.new :]
    return None
