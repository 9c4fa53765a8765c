"""What to serve next: what was planned, due drills by what waiting costs, places for new ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from exercises.spec import Spec
from trainer.schedule import cost_of_waiting
from trainer.state import KNOWN_AFTER, State

#: Every so-manyth drill of a day is an unseen one, however many are due.
_EVERY = 3


class Places(NamedTuple):
    """How many drills one day has room for."""

    new: int
    """Never met before."""
    reviews: int
    """Of those met before."""


#: What an exercise named by its learner may be: whatever the day has had.
UNLIMITED = Places(10**6, 10**6)

#: After so long a sibling is recalled and not repeated.
APART_MINUTES = 30.0


def choose(
    state: State, specs: Iterable[Spec], day: str, places: Places, apart: str = ""
) -> Spec | None:
    """The exercise to serve on ``day``; None when there is nothing to do, or nothing but siblings:
    exercises of the family ``apart``, of which one was served just now.

    What was planned comes first, in its order and whatever its siblings. ``specs`` in the order
    in which they are learned; ``state`` settled on ``day``.
    """
    first, planned = ranked(state, specs, day, places)
    if planned:
        return first[0]
    return next((s for s in first if not apart or s.family != apart), None)


def held_back(
    state: State, specs: Iterable[Spec], day: str, places: Places, apart: str
) -> Spec | None:
    """The first exercise that would be served if none of its family had been just now."""
    first, planned = ranked(state, specs, day, places)
    return first[0] if first and not planned and first[0].family == apart else None


def just_served(state: State, now: datetime) -> str:
    """The family of which one was served just now; empty when that is long enough ago, or when a
    question was answered since."""
    if not state.family or not state.family_at:
        return state.family
    since = (now - datetime.fromisoformat(state.family_at)).total_seconds()
    return state.family if 0 <= since < APART_MINUTES * 60 else ""


def ranked(
    state: State, specs: Iterable[Spec], day: str, places: Places
) -> tuple[list[Spec], bool]:
    """Everything there is to serve, the first first; whether that was planned after an exam."""
    specs = [spec for spec in specs if not state.set_aside(spec.id)]
    by_id = {spec.id: spec for spec in specs}
    planned = [e.id for e in state.plan.ready("drill", day) if e.id in by_id]
    if planned:
        return [by_id[id_] for id_ in planned], True
    due = due_now(state, specs, day) if state.reviews_today < places.reviews else []
    known = {id_ for id_, card in state.cards.items() if card.pass_days}
    asked_for = {s.stable for s in specs if s.stable and s.id in known}  # though passed but once
    new = [
        s
        for s in specs
        if s.id not in state.cards and (s.id in asked_for or not waits_for(state, s))
    ]
    new.sort(key=lambda s: s.id not in asked_for)
    new = new if state.new_today < places.new else []
    turn_of_new = state.served_today % _EVERY == _EVERY - 1
    first, second = (new, due) if turn_of_new else (due, new)
    return [*first, *second], False


def due_now(state: State, specs: Iterable[Spec], day: str) -> list[Spec]:
    """What is due, first what loses most by waiting another day."""
    memories = {id_: card.memory for id_, card in state.cards.items()}
    due = [
        s
        for s in specs
        if s.id in memories and memories[s.id].due <= day and not state.set_aside(s.id)
    ]
    return sorted(due, key=lambda s: (-cost_of_waiting(memories[s.id], day), s.id))


def waits_for(state: State, spec: Spec) -> list[str]:
    """The exercises that have to be known before this one is served."""
    cards = state.cards
    return [id_ for id_ in spec.requires if id_ not in cards or cards[id_].pass_days < KNOWN_AFTER]


def next_due(state: State, specs: Iterable[Spec]) -> tuple[str, Spec] | None:
    """The day on which the next known drill comes back, and which one it is; of what is
    suspended, none does."""
    known = [
        (comes_back(state, s.id), s.id, s)
        for s in specs
        if s.id in state.cards and s.id not in state.suspended
    ]
    return (min(known)[0], min(known)[2]) if known else None


def comes_back(state: State, exercise: str) -> str:
    """The day on which a known exercise is due and not buried; ``state`` settled on its day."""
    due = state.cards[exercise].memory.due
    if exercise not in state.buried or due > state.day:
        return due
    return (date.fromisoformat(state.day) + timedelta(days=1)).isoformat()
