"""Exams that are over are found in the history, reported, and planned after."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from exercises.errors import PracticeError
from screens.exam_words import heading
from screens.words import speaker
from trainer import undoing
from trainer.desk import Desk
from trainer.exam.model import Item, Paper
from trainer.exam.results import plan, records, reported
from trainer.workspace import Workspace

CODE = b"what was handed in"


@pytest.fixture
def examined(workspace: Workspace, catalogue, clock):
    """A desk at which exams are sat by writing down what happened."""
    desk = Desk(workspace, catalogue, clock)

    def event(exam: str, event: str, **more) -> None:
        clock.passes(seconds=60)
        desk.record("exam", "", {"exam": exam, "event": event, **more})

    def sit(exam: str, *passed: bool, ending: str | None = "submitted") -> None:
        """An exam of the first exercises, passed or failed."""
        specs = list(catalogue.values())[: len(passed)]
        items = [Item(s.id, "drill", s.track, s.level, s.par_minutes, 7) for s in specs]
        paper = Paper(exam, 1, 45, items)
        event(exam, "started", paper=msgspec.to_builtins(paper))
        for spec, right in zip(specs, passed, strict=True):
            event(exam, "shown", item=spec.id)
            clock.passes(minutes=2)
            digest = hashlib.sha256(CODE).hexdigest()
            data = {
                "exam": exam, "sha256": digest, "failed": [] if right else ["agreement"],
                "failed_core": int(not right), "outcome": "passed" if right else "failed",
            }  # fmt: skip
            desk.history.append("run", spec.id, clock(), data, (digest, CODE))
        if ending:
            event(exam, ending)

    desk.sit_exam = sit
    return desk


def test_the_last_one_that_was_submitted_is_reported(examined):
    examined.sit_exam("20260301-aaaa", True)
    examined.sit_exam("20260302-bbbb", True, False)
    examined.sit_exam("20260302-cccc", False, ending="aborted")
    report = reported(examined, None)
    assert report.id == "20260302-bbbb"
    assert (report.tally.passed, report.tally.failed) == (1, 1)
    assert [item.code for item in report.items] == [CODE.decode()] * 2
    assert len(report.trend) == 2


def test_any_other_is_reported_by_its_id(examined):
    examined.sit_exam("20260301-aaaa", True)
    examined.sit_exam("20260302-bbbb", False, ending="aborted")
    assert reported(examined, "20260301-aaaa").id == "20260301-aaaa"
    assert reported(examined, "20260302-bbbb").ending == "aborted"
    assert [record.paper.id for record in records(examined)] == ["20260301-aaaa", "20260302-bbbb"]


def test_what_happened_between_exams_is_none_of_theirs(examined):
    examined.sit_exam("20260301-aaaa", False)
    examined.record("run", "mae", {"outcome": "passed", "sha256": "", "failed": []})
    examined.sit_exam("20260302-bbbb", True)
    assert [record.answers[0].runs for record in records(examined)] == [1, 1]


@pytest.mark.parametrize("asked", [None, "20260301-aaaa"])
def test_nothing_is_reported_while_an_exam_runs(examined, asked):
    examined.sit_exam("20260301-aaaa", True)
    examined.sit_exam("20260302-bbbb", True, ending=None)
    with pytest.raises(PracticeError, match="running") as error:
        reported(examined, asked)
    assert "practice exam submit" in error.value.remedy


def test_what_is_not_there_is_said(examined):
    with pytest.raises(PracticeError, match="none was submitted"):
        reported(examined, None)
    with pytest.raises(PracticeError, match="no exam called `x`"):
        reported(examined, "x")


def test_a_plan_is_made_once(examined):
    examined.sit_exam("20260301-aaaa", False, False)
    report = reported(examined, None)
    assert plan(examined, report)
    assert [entry.id for entry in examined.state().plan.entries] == [s.id for s in report.next]
    again = reported(examined, None)
    assert again.planned
    assert not plan(examined, again)
    assert undoing.undo(examined).kind == "planned"
    assert not reported(examined, None).planned


def test_after_an_exam_without_trouble_nothing_is_planned(examined):
    examined.sit_exam("20260301-aaaa", True)
    assert not plan(examined, reported(examined, None))
    assert examined.state().plan.entries == []


@pytest.mark.parametrize(
    ("time", "day", "named"),
    [("03:36", "2026-03-03", "Tue 3 Mar 2026"), ("04:00", "2026-03-04", "Wed 4 Mar 2026")],
)
def test_the_day_of_an_exam_is_the_learners(examined, clock, time, day, named):
    clock.reaches("2026-03-04", time)  # a Wednesday
    clock.passes(seconds=-60)  # the first thing that happens is a minute later
    examined.sit_exam("night", False)
    report = reported(examined, None)
    assert report.day == day
    assert named in heading(report, speaker("en"))
    assert plan(examined, report)
    assert examined.state().plan.entries[0].exam_day == day
