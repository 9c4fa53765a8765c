"""``practice grade`` while an exam is running: passed, or how many core checks did."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from commands.frame import OUTCOMES, Exit, facts_of, limits_of, minutes_to_idle, reply
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from trainer.desk import Desk
    from trainer.exam.model import Item, Record


def grade_in_exam(
    desk: Desk, exercise: str | None, file: Path | None, record_it: bool, as_json: bool,
    lang: str | None,
) -> Exit:  # fmt: skip
    """Grade a drill of the exam with the exam's hidden inputs; the history keeps all the rest for
    the report."""
    from grader.client import ask
    from grader.verdict import Request
    from screens import exam as screen
    from screens import exam_state
    from screens.notice import Notice, starting
    from trainer import runs
    from trainer.exam import conduct
    from trainer.workspace import read_code

    record = conduct.required(desk)
    if record.paused:
        raise PracticeError("The exam is paused.", "`practice exam resume` goes on.")
    item = _drill(desk, record, exercise)
    spec = desk.catalogue.find(item.id)
    lang = lang or desk.settings.lang
    path = file or desk.workspace.stub(spec)
    source = read_code(path, spec)
    if record_it:
        conduct.turn_to(desk, record, item)
    request = Request(spec.id, source, path.name, item.seed, lang, limits=limits_of(desk))
    with Notice(starting(lang), quiet=as_json) as notice:
        verdict = ask(request, idle_minutes=minutes_to_idle(desk), cold=notice.show)()
    if record_it:
        facts = facts_of(verdict) | conduct.run_facts(
            record, screen.failed_core(verdict), screen.core(verdict)
        )
        runs.ran(desk, spec, source, verdict.outcome, facts)
    if verdict.outcome == "error" and not as_json:
        raise PracticeError(verdict.error or "There is no verdict.", verdict.remedy, Exit.FAULT)
    now = conduct.required(desk)
    reply(
        as_json,
        lambda: exam_state.graded(verdict, path, now, record_it),
        lambda width: screen.graded(verdict, now, spec, lang, width),
    )
    return OUTCOMES[verdict.outcome]


def _drill(desk: Desk, record: Record, exercise: str | None) -> Item:
    if exercise is not None:
        spec = desk.catalogue.find(exercise)
        item = record.paper.item(spec.id)
        if item is None:
            raise PracticeError(
                f"An exam is running, and `{spec.id}` is not on it.",
                "`practice exam status` shows what is; `practice exam submit` ends it.",
            )
        return item
    current = record.paper.item(record.current) if record.current else None
    if current is None or current.kind != "drill":
        raise PracticeError(
            "You are at a question, not at a drill." if current else "You are at no item yet.",
            "`practice exam answer` answers a question; `practice exam next` goes on.",
        )
    return current
