"""What was graded, put down in the history: does it end a review, and why not if it does not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from exercises.spec import Spec
from exercises.texts import Text
from trainer import waiting
from trainer.code import fingerprint
from trainer.drills import fresh_seed, serve
from trainer.rating import Grade
from trainer.state import Card, State
from trainer.trouble import Busy

if TYPE_CHECKING:
    from trainer.desk import Desk

_REVIEWED = Text("its review of today is done", "它今天已经评过")
_EXTRA = Text("it is written outside the schedule", "这是计划之外的练习")
_OLD = Text("this code was there before the drill was served", "这份代码在出题之前就已经写好")
_WAITS = Text(
    "another command uses the history, so this run is kept and recorded with the next command",
    "另一个命令正在使用历史记录；这次运行已保存，下一条命令会补记",
)
_NOT_SERVED = Text(
    "it was not served for a review; `practice next` does that when it is due",
    "这次没有为复习出题；到期时 `practice next` 会出",
)


class Result(NamedTuple):
    """What became of a run."""

    recorded: bool
    grade: Grade | None = None
    """The rating, when the run ended the sitting."""
    reasons: Sequence[Text] = ()
    due: date | None = None
    extra: bool = False
    """This run changes no schedule: it is practice."""
    unrated: Text | None = None
    """Why not."""


def sit(desk: Desk, spec: Spec) -> int:
    """Open a sitting for ``spec`` if it is new and none is open; its seed. While the history
    is in use, one that nobody chose."""
    try:
        return _sit(desk, spec)
    except Busy:
        desk.hurry()
        return fresh_seed()


def _sit(desk: Desk, spec: Spec) -> int:
    with desk.history.deciding(desk.now()):
        state = desk.state()
        if spec.id in state.sittings:
            return state.sittings[spec.id].seed
        # What is known already counts only when it is written for a review that was served.
        if spec.id in state.cards or spec.id in state.practised:
            return fresh_seed()
        return serve(desk, spec, by="grade")


def ran(desk: Desk, spec: Spec, source: bytes, outcome: str, facts: Mapping[str, Any]) -> Result:
    """Record one grading: passed, failed or error.

    ``facts`` is kept with it: ``sha256`` of the source, and ``unwritten`` for the stub as it
    was served, are acted on. While another command holds the history the run is kept beside
    it, and recorded by the next one that finds it free.
    """
    try:
        take_in(desk)
        return _ran(desk, spec, source, outcome, facts)
    except Busy as busy:
        desk.hurry()
        at = desk.now().isoformat()
        try:
            waiting.keep(
                desk.workspace.private, waiting.Run(spec.id, at, outcome, source, dict(facts))
            )
        except OSError:
            raise busy from None
        return Result(False, unrated=_WAITS)


def take_in(desk: Desk) -> None:
    """Record, as of their own time, the runs that waited for the history."""
    history = desk.history
    for file, run in waiting.kept(desk.workspace.private):
        spec = desk.catalogue.get(desk.catalogue.now_called.get(run.exercise, run.exercise))
        if spec is None:
            continue
        with history.deciding(desk.now()):
            if file.exists():  # no other command was faster
                with desk.as_of(datetime.fromisoformat(run.at)):
                    _sit(desk, spec)
                    _ran(desk, spec, run.source, run.outcome, run.facts)
                waiting.gone(file)


def _ran(desk: Desk, spec: Spec, source: bytes, outcome: str, facts: Mapping[str, Any]) -> Result:
    digest = facts["sha256"] or hashlib.sha256(source).hexdigest()
    says = fingerprint(source)
    data = {**facts, "outcome": outcome, "sha256": digest, "says": says}
    with desk.history.deciding(desk.now()):
        before = desk.state()
        sitting = before.sittings.get(spec.id)
        if sitting is not None and sitting.had == says:
            data["old"] = True
        elif sitting is not None and outcome == "passed" and _passed_before(desk, spec, says):
            data["repeats"] = True
        desk.record("run", spec.id, data, source=(digest, source))
    card = before.cards.get(spec.id)
    due = date.fromisoformat(card.memory.due) if card else None
    if sitting is None:
        return Result(True, due=due, extra=True, unrated=_why_unrated(desk, before, spec))
    if data.get("old"):
        return Result(True, due=due, extra=True, unrated=_OLD)
    after = desk.state()
    if spec.id in after.sittings:
        return Result(True)
    return reviewed(after.cards[spec.id])


def _passed_before(desk: Desk, spec: Spec, says: str) -> bool:
    """Whether the same code passed in an earlier review."""
    for fact in desk.history.runs_of(spec.id):
        if fact.data.get("outcome") != "passed":
            continue
        said = fact.data.get("says")
        if said is None:  # of an earlier version: the file itself was kept
            source = desk.history.source(fact.data.get("sha256", ""))
            said = None if source is None else fingerprint(source)
        if said == says:
            return True
    return False


def _why_unrated(desk: Desk, state: State, spec: Spec) -> Text:
    if state.reviewed(spec.id, desk.today.isoformat()):
        return _REVIEWED
    return _EXTRA if spec.id in state.practised else _NOT_SERVED


def reviewed(card: Card) -> Result:
    """What the review that made this card came to."""
    return Result(True, card.grade, card.reasons, date.fromisoformat(card.memory.due))
