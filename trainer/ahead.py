"""What comes back on which day, as things stand now."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import NamedTuple

from trainer.queue import comes_back
from trainer.state import State


class DueDay(NamedTuple):
    """A day, and the ids of what comes back on it; today also of what waits since earlier days."""

    day: date
    drills: list[str]
    questions: list[str]


def due_days(
    state: State, exercises: Container[str], questions: Container[str], today: date
) -> list[DueDay]:
    """The days on which something comes back, the next first; what is suspended does not.

    ``exercises`` and ``questions`` are those there are: what was taken away is not asked.
    """
    found: dict[date, DueDay] = {}

    def on(due: str) -> DueDay:
        day = max(today, date.fromisoformat(due))
        return found.setdefault(day, DueDay(day, [], []))

    for id_ in state.cards:
        if id_ in exercises and id_ not in state.suspended:
            on(comes_back(state, id_)).drills.append(id_)
    for id_, recall in state.questions.items():
        if id_ in questions and recall.memory is not None:
            on(recall.memory.due).questions.append(id_)
    return sorted(found.values())
