"""Taking back what was recorded last: another fact says so, and nothing is erased."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exercises.errors import PracticeError
from trainer.facts import Fact

if TYPE_CHECKING:
    from trainer.desk import Desk


def undoable(desk: Desk) -> Iterator[Fact]:
    """What `undo` takes back, one after another: the facts that still count, the last first."""
    undone = {fact.data["fact"] for fact in desk.history.of_kind("undone")}
    for fact in desk.history.backwards():
        if fact.kind == "undone" or fact.id in undone:
            continue
        if fact.data.get("exam") and fact.kind != "planned":
            return  # exams are not taken back, nor what was before one
        yield fact


def undo(desk: Desk, expected: Fact | None = None) -> Fact:
    """Take back the last fact that still counts; it stays in the log, marked as taken back.

    ``expected`` is the one that was shown: PracticeError when it is the last no more.
    """
    with desk.history.deciding(desk.now()):
        fact = to_undo(desk)
        if expected is not None and fact.id != expected.id:
            raise PracticeError(
                "Something else was recorded meanwhile, so nothing was taken back.",
                "Type `practice undo` again.",
            )
        desk.record("undone", fact.exercise, {"fact": fact.id})
    return fact


def to_undo(desk: Desk) -> Fact:
    """What `undo` would take back now; PracticeError when there is nothing."""
    fact = next(undoable(desk), None)
    if fact is not None:
        return fact
    if desk.state().exams:
        raise PracticeError(
            "What was recorded last is an exam, and exams are not taken back.",
            "`practice exam report` shows it.",
        )
    raise PracticeError("There is nothing to take back.")
