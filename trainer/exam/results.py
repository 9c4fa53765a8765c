"""The exams of one workspace that are over: found, reported, and planned after."""

from __future__ import annotations

from exercises.errors import PracticeError
from exercises.questions import load_questions
from trainer.desk import Desk
from trainer.exam.model import Record
from trainer.exam.record import read
from trainer.exam.report import Report, report
from trainer.state import Mark


def records(desk: Desk) -> list[Record]:
    """The exams that are over, in the order in which they were sat."""
    return [record_of(desk, mark) for mark in desk.state().exams if mark.last is not None]


def record_of(desk: Desk, mark: Mark) -> Record:
    """One exam, running or over. Only its own facts are read, however long the history."""
    facts = desk.history.facts(after=mark.first - 1, upto=mark.last)
    return next(each for each in read(facts, desk.now()) if each.paper.id == mark.id)


def record(desk: Desk, exam: str) -> Record:
    """The exam with this id, which there is."""
    return record_of(desk, next(mark for mark in desk.state().exams if mark.id == exam))


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
    chosen = _chosen(past, exam)
    plan = desk.state().plan
    planned = any(entry.exam == chosen.paper.id for entry in plan.entries)
    return report(
        chosen, past, desk.catalogue, load_questions(), desk.history.source, planned=planned
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
        for each in past:
            if each.paper.id == exam.strip():
                return each
        raise PracticeError(
            f"There is no exam called `{exam}`.", "`practice exam history` lists them."
        )
    over = [each for each in past if each.ending == "submitted"]
    if not over:
        raise PracticeError(
            "There is no exam to report on: none was submitted yet.", "`practice exam` starts one."
        )
    return over[-1]
