"""Exercises that are set aside and taken back: until tomorrow, or until the learner says so."""

from __future__ import annotations

from typing import Literal

from exercises.errors import PracticeError
from exercises.spec import Spec
from trainer.desk import Desk

Aside = Literal["buried", "suspended", "resumed"]


def bury(desk: Desk, spec: Spec) -> None:
    """Serve it no more today. PracticeError when that is so already."""
    _record(desk, "buried", spec)


def suspend(desk: Desk, spec: Spec) -> None:
    """Serve it no more until it is resumed. PracticeError when that is so already."""
    _record(desk, "suspended", spec)


def resume(desk: Desk, spec: Spec) -> None:
    """Serve it again as if it had never been set aside. PracticeError when it is not."""
    _record(desk, "resumed", spec)


def _record(desk: Desk, kind: Aside, spec: Spec) -> None:
    with desk.history.deciding(desk.now()):
        _object(desk, kind, spec.id)
        desk.record(kind, spec.id, {})


def _object(desk: Desk, kind: Aside, id_: str) -> None:
    """PracticeError where there is nothing to do."""
    state = desk.state()
    if kind == "resumed" and not state.set_aside(id_):
        raise PracticeError(
            f"`{id_}` is neither buried nor suspended: it is served as the schedule says.",
            f"`practice why {id_}` says when.",
        )
    if kind != "resumed" and id_ in state.suspended:
        raise PracticeError(
            f"`{id_}` is suspended already, since {state.suspended[id_]}.",
            f"`practice resume {id_}` takes it back.",
        )
    if kind == "buried" and id_ in state.buried:
        raise PracticeError(
            f"`{id_}` is buried already: it is not served again today.",
            f"`practice resume {id_}` takes it back.",
        )
