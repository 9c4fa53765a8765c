"""Where the learner stands with every exercise, and with those that are gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from exercises.spec import Spec
from trainer import queue
from trainer.rating import Grade
from trainer.state import State

if TYPE_CHECKING:
    from trainer.desk import Desk

Stage = Literal["new", "locked", "open", "due", "scheduled", "buried", "suspended"]


class Standing(NamedTuple):
    """One exercise and where the learner stands with it."""

    spec: Spec
    state: Stage
    due: date | None = None
    rating: Grade | None = None
    waits_for: Sequence[str] = ()
    lapses: int = 0
    """How often it was rated Again since it was last passed twice in a row."""
    leech: bool = False
    passed: bool = False
    """Whether it was ever passed, or counted as passed."""


class Removed(NamedTuple):
    """An exercise that there was once: its history is kept, and goes on should it come back."""

    id: str
    last: date
    """The day of its last review."""
    rating: Grade
    pass_days: int


def standings(desk: Desk) -> list[Standing]:
    """Every exercise, in the order in which they are learned."""
    state, today = desk.state(), desk.today
    return [_standing(spec, state, today) for spec in desk.catalogue.values()]


def removed(desk: Desk) -> list[Removed]:
    """What was reviewed once and is no exercise any more, the last reviewed first."""
    found = [
        Removed(id_, date.fromisoformat(card.memory.last), card.grade, card.pass_days)
        for id_, card in desk.state().cards.items()
        if id_ not in desk.catalogue
    ]
    return sorted(found, key=lambda each: (each.last, each.id), reverse=True)


def _standing(spec: Spec, state: State, today: date) -> Standing:
    card = state.cards.get(spec.id)
    waits_for = [] if card else queue.waits_for(state, spec)
    due = date.fromisoformat(card.memory.due) if card else None
    stage: Stage
    if spec.id in state.suspended:
        stage = "suspended"
    elif spec.id in state.buried:
        stage = "buried"
    elif spec.id in state.sittings:
        stage = "open"
    elif due is not None:
        stage = "due" if due <= today else "scheduled"
    else:
        stage = "locked" if waits_for else "new"
    if card is None:
        return Standing(spec, stage, None, None, waits_for)
    passed = card.pass_days > 0
    return Standing(spec, stage, due, card.grade, (), card.lapses, card.leech, passed)
