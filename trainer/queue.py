"""What to serve next: what was planned, due drills by what waiting costs, places for new ones."""

from __future__ import annotations

from collections.abc import Iterable
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


def choose(state: State, specs: Iterable[Spec], day: str, places: Places) -> Spec | None:
    """The exercise to serve on ``day``; None when there is nothing to do.

    What was planned comes first, in its order and whatever its siblings. ``specs`` in the order
    in which they are learned; ``state`` settled on ``day``.
    """
    specs = list(specs)
    by_id = {spec.id: spec for spec in specs}
    planned = [e.id for e in state.plan.ready("drill", day) if e.id in by_id]
    if planned:
        return by_id[planned[0]]
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
    ranked = [*first, *second]
    return next((s for s in ranked if s.family != state.family), ranked[0] if ranked else None)


def due_now(state: State, specs: Iterable[Spec], day: str) -> list[Spec]:
    """What is due, first what loses most by waiting another day."""
    memories = {id_: card.memory for id_, card in state.cards.items()}
    due = [s for s in specs if s.id in memories and memories[s.id].due <= day]
    return sorted(due, key=lambda s: (-cost_of_waiting(memories[s.id], day), s.id))


def waits_for(state: State, spec: Spec) -> list[str]:
    """The exercises that have to be known before this one is served."""
    cards = state.cards
    return [id_ for id_ in spec.requires if id_ not in cards or cards[id_].pass_days < KNOWN_AFTER]


def next_due(state: State, specs: Iterable[Spec]) -> tuple[str, Spec] | None:
    """The day on which the next known drill comes back, and which one it is."""
    known = [(state.cards[s.id].memory.due, s.id, s) for s in specs if s.id in state.cards]
    return (min(known)[0], min(known)[2]) if known else None
