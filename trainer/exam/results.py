"""The exams of one workspace that are over: found, reported, and planned after."""

from __future__ import annotations

from exercises.errors import PracticeError
from exercises.questions import load_questions
from trainer.desk import Desk
from trainer.exam.model import Record
from trainer.exam.record import read
from trainer.exam.report import Report, report


def records(desk: Desk) -> list[Record]:
    """The exams that are over, in the order in which they were sat.

    Only the facts from the start of each to its end are read, however long the history.
    """
    found = []
    for mark in desk.state().exams:
        if mark.last is not None:
            facts = desk.history.facts(after=mark.first - 1, upto=mark.last)
            found += [each for each in read(facts, desk.now()) if each.paper.id == mark.id]
    return found


def reported(desk: Desk, exam: str | None) -> Report:
    """The report of an exam, or of the one that ended last.

    PracticeError when there is none, and while one is running: it would show what is asked.
    """
    if desk.state().exam is not None:
        raise PracticeError(
            "An exam is running, and reports show model answers.",
            "`practice exam submit` ends it and shows its report.",
        )
    past = records(desk)
    record = _chosen(past, exam)
    plan = desk.state().plan
    planned = any(entry.exam == record.paper.id for entry in plan.entries)
    return report(
        record, past, desk.catalogue, load_questions(), desk.history.source, planned=planned
    )


def plan(desk: Desk, about: Report) -> bool:
    """Plan what ``about`` says to drill next; False when there is nothing or it was done before."""
    if about.planned or not about.next:
        return False
    kinds = {kind: [s.id for s in about.next if s.kind == kind] for kind in ("drill", "question")}
    desk.record(
        "planned",
        "",
        {
            "exam": about.id,
            "day": about.day,
            "exercises": kinds["drill"],
            "questions": kinds["question"],
        },
    )
    return True


def _chosen(past: list[Record], exam: str | None) -> Record:
    if exam is not None:
        for record in past:
            if record.paper.id == exam.strip():
                return record
        raise PracticeError(
            f"There is no exam called `{exam}`.", "`practice exam history` lists them."
        )
    over = [record for record in past if record.ending == "submitted"]
    if not over:
        raise PracticeError(
            "There is no exam to report on: none was submitted yet.", "`practice exam` starts one."
        )
    return over[-1]
