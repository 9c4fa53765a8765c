"""Conducts an exam: what may happen in it, each as a fact, in an order that survives a crash."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from exercises.errors import PracticeError
from exercises.questions import Question, Short
from exercises.replies import grade_answer, shuffled
from exercises.spec import Spec
from trainer.desk import Desk
from trainer.exam import results
from trainer.exam.model import Answered, Item, Paper, Record
from trainer.recall import Judgement


class Shown(NamedTuple):
    """An item that is before the learner now."""

    item: Item
    path: Path | None = None
    """Of a drill: the file to write it in."""
    kept: Path | None = None
    """Of a drill: where the file went that was there before."""


# -- which exams there are -----------------------------------------------------------------------


def running(desk: Desk) -> Record | None:
    """The exam that is running, paused or not."""
    mark = desk.state().exam
    return results.record_of(desk, mark) if mark else None


def required(desk: Desk) -> Record:
    """The exam that is running; PracticeError when none is."""
    record = running(desk)
    if record is None:
        raise PracticeError("No exam is running.", "`practice exam` starts one.")
    return record


def _event(desk: Desk, exam: Paper, event: str, **more: Any) -> None:
    desk.record("exam", "", {"event": event, "exam": exam.id, **more})


def new_id(desk: Desk) -> str:
    """A name for an exam that is started now, and that none has yet."""
    taken = {mark.id for mark in desk.state().exams}
    while True:
        found = f"{desk.today:%Y%m%d}-{secrets.token_hex(2)}"
        if found not in taken:
            return found


# -- from the start to the end -------------------------------------------------------------------


def none_running(desk: Desk) -> None:
    """PracticeError, saying how to end it, while an exam is running."""
    if desk.state().exam is not None:
        raise PracticeError(
            "An exam is running already.",
            "`practice exam` goes on with it; `practice exam submit` or `practice exam abort` "
            "ends it.",
        )


def start(desk: Desk, paper: Paper) -> Record:
    """Start the clock; PracticeError while another exam is running."""
    none_running(desk)
    if any(mark.id == paper.id for mark in desk.state().exams):
        raise PracticeError(
            f"The exam {paper.id} was sat here already.", "`practice exam history` lists it."
        )
    _event(desk, paper, "started", paper=msgspec.to_builtins(paper))
    return required(desk)


def following(record: Record) -> Item | None:
    """The item to turn to next: the first after the current one that has no result, then those
    before it; None when all have one."""
    ids = [answer.item.id for answer in record.answers]
    at = ids.index(record.current) + 1 if record.current in ids else 0
    rest = [*record.answers[at:], *record.answers[:at]]
    left = [a.item for a in rest if undecided(a)]
    return next((item for item in left if item.id != record.current), left[0] if left else None)


def undecided(answer: Answered) -> bool:
    """Whether there is something left to do: a drill may be tried until it passes."""
    drill = answer.item.kind == "drill"
    return answer.outcome in ("unreached", "open") or (drill and answer.outcome == "failed")


def show(desk: Desk, record: Record, item: Item, lang: str) -> Shown:
    """Put an item before the learner. The first time, a drill's file is started anew, and what was
    in it is kept."""
    resume(desk, record)
    shown = Shown(item)
    if item.kind == "drill":
        spec = desk.catalogue.find(item.id)
        anew = _unreached(record, item) and not desk.workspace.untouched(spec)
        kept = desk.workspace.reset_stub(spec, lang, desk.now()) if anew else None
        desk.workspace.write_stub(spec, lang)
        shown = Shown(item, desk.workspace.stub(spec), kept)
    turn_to(desk, record, item)
    return shown


def turn_to(desk: Desk, record: Record, item: Item) -> None:
    """Let the item's clock run, if it does not; whatever is in a drill's file stays."""
    if item.kind == "drill" and _unreached(record, item):
        _serve(desk, record, item, desk.catalogue.find(item.id))
    if record.current != item.id:
        _event(desk, record.paper, "shown", item=item.id)


def _unreached(record: Record, item: Item) -> bool:
    answer = record.answer(item.id)
    return answer is not None and answer.outcome == "unreached"


def _serve(desk: Desk, record: Record, item: Item, spec: Spec) -> None:
    """Begin the drill's sitting, which the exam's result will rate like any other."""
    data = {"seed": item.seed, "by": "exam", "exam": record.paper.id, "family": spec.family}
    desk.record("served", spec.id, {**data, "par_minutes": spec.par_minutes})


def pause(desk: Desk, record: Record) -> None:
    if not record.paused:
        _event(desk, record.paper, "paused")


def resume(desk: Desk, record: Record) -> None:
    if record.paused:
        _event(desk, record.paper, "resumed")


def claim_away(desk: Desk, record: Record) -> float:
    """Count the time since the last thing that was done as a pause, and say so in the report; the
    seconds. For a crash, or a closed laptop."""
    if record.paused:
        resume(desk, record)
        return 0.0
    mark = desk.state().exam
    facts = desk.history.facts(after=mark.first - 1 if mark else 0)
    last = [fact.at for fact in facts if fact.data.get("exam") == record.paper.id][-1]
    before = running(desk)
    _event(desk, record.paper, "resumed", claimed=True, since=last)
    after = running(desk)
    return (before.elapsed if before else 0.0) - (after.elapsed if after else 0.0)


def answer(desk: Desk, record: Record, question: Question, typed: str) -> None:
    """Record the answer to a question on the paper; PracticeError, with what to type, when it
    cannot be read."""
    item = record.paper.item(question.id)
    assert item is not None
    given = record.answer(question.id)
    if given is not None and given.reply is not None:
        raise PracticeError(
            f"`{question.id}` is answered already.", "`practice exam next` goes on."
        )
    typed = typed.encode("utf-8", "replace").decode()
    right = grade_answer(shuffled(question, item.seed), typed)
    seconds = round(given.seconds, 1) if given else None
    data = {"typed": typed, "right": right, "seed": item.seed, "seconds": seconds}
    desk.record("answered", question.id, {**data, "exam": record.paper.id})


def submit(desk: Desk, record: Record) -> Record:
    """End the exam. What was shown and not passed is rated Again; what was never shown is not."""
    resume(desk, record)
    open_ = desk.state().sittings
    for given in record.answers:
        if given.item.kind == "drill" and given.outcome in ("open", "failed"):
            sitting = open_.get(given.item.id)
            if sitting is not None:
                desk.record("skipped", given.item.id, {"exam": record.paper.id})
    _event(desk, record.paper, "submitted")
    return results.record(desk, record.paper.id)


def abort(desk: Desk, record: Record) -> None:
    """End the exam without a result; what was passed in it stays passed."""
    _event(desk, record.paper, "aborted")


# -- afterwards ----------------------------------------------------------------------------------


def unjudged(record: Record) -> list[Answered]:
    return [given for given in record.answers if given.outcome == "unjudged"]


def judge(desk: Desk, question: Question, judgement: Judgement) -> Record:
    """Record what the learner says of a short answer in the exam that ended last with one."""
    for record in reversed(results.records(desk)):
        given = record.answer(question.id)
        if record.ending == "submitted" and given is not None and given.outcome == "unjudged":
            right = {"right": True, "partly": None, "wrong": False}[judgement]
            data = {"judged": judgement, "right": right, "exam": record.paper.id}
            desk.record("answered", question.id, data)
            return results.record(desk, record.paper.id)
    raise PracticeError(
        f"No answer to `{question.id}` in an exam waits to be judged.",
        "`practice exam report` shows what does."
        if isinstance(question, Short)
        else "Only short answers are judged by you.",
    )


def run_facts(record: Record, failed_core: int, core: tuple[int, int]) -> dict[str, Any]:
    """What a run in an exam remembers besides what every run does; ``core`` is how many core
    checks passed, and of how many."""
    return {"exam": record.paper.id, "failed_core": failed_core, "core": list(core)}
