"""What to serve next: what was planned, due drills by what waiting costs, places for new ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from exercises.spec import Spec
from trainer.interview import Interview, Served, left_to_write, scope
from trainer.memory_model import Known
from trainer.schedule import Memory, cost_of_waiting
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
    interview = state.preparing(day)
    if interview is not None:
        return _ranked_for(interview, state, specs, day, places), False
    return _by_due(state, specs, day, places), False


def _ranked_for(
    interview: Interview, state: State, specs: list[Spec], day: str, places: Places
) -> list[Spec]:
    """What the interview asks for, by what it gains; then the rest, as on other days."""
    work = day_of_work(interview, state, specs, day, places)
    rest = [s for s in _by_due(state, specs, day, places) if s.id not in work.inside]
    # What is due and gains little for the day is still due.
    late = [s for s in due_now(state, specs, day) if s.id in work.inside and s.id not in work.order]
    if state.reviews_today >= places.reviews:
        late = []
    by_id = {spec.id: spec for spec in specs}
    return [*(by_id[id_] for id_ in work.order), *late, *rest]


class Work(NamedTuple):
    """What is left to write today for an interview."""

    order: list[str]
    """In the order in which it is served."""
    inside: set[str]
    """All that the interview asks for."""
    new: int
    """How many of the order were never met."""


def day_of_work(
    interview: Interview, state: State, specs: Iterable[Spec], day: str, places: Places
) -> Work:
    """What of ``specs`` to write on ``day``, which is before that of the interview."""
    specs = [spec for spec in specs if not state.set_aside(spec.id)]
    needed = scope(interview, specs)
    inside = {spec.id for spec in needed}
    known = {s.id: known_of(state.cards[s.id].memory) for s in needed if s.id in state.cards}
    order = left_to_write(
        needed,
        known,
        lambda spec: waits_for(state, spec),
        (_number(day), _number(interview.day)),
        (places.new, places.new + places.reviews),
        Served(state.served_today, state.new_today),
        state.sittings,
    )
    return Work(order, inside, sum(id_ not in known for id_ in order))


def known_of(memory: Memory) -> Known:
    """What the card says, for looking ahead."""
    return Known(memory.stability, memory.difficulty, _number(memory.last), memory.weights)


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _by_due(state: State, specs: list[Spec], day: str, places: Places) -> list[Spec]:
    """What is due, what loses most by waiting first, and new drills in their places."""
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
    return [*first, *second]


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
