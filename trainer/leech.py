"""What to do about a drill that is forgotten again and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from exercises.spec import Spec
from trainer.schedule import retrievability
from trainer.state import State


class Advice(NamedTuple):
    """Of a leech: `trainer.state.Card.leech`."""

    spec: Spec
    lapses: int
    first: Spec | None
    """What it builds on and is known least, to be written first; None when it builds on nothing
    that was met."""
    hints: int
    """How many it has."""


def advice(state: State, spec: Spec, catalogue: Mapping[str, Spec], day: str) -> Advice | None:
    """What helps with an exercise; None unless it is a leech."""
    card = state.cards.get(spec.id)
    if card is None or not card.leech:
        return None
    below = [catalogue[id_] for id_ in spec.requires if id_ in catalogue and id_ in state.cards]
    first = min(
        below,
        key=lambda s: (
            -state.cards[s.id].lapses,
            retrievability(state.cards[s.id].memory, day),
            s.id,
        ),
        default=None,
    )
    return Advice(spec, card.lapses, first, len(spec.hints))
