"""What a teacher is told of a class."""

from __future__ import annotations

from cohort.class_report import class_report
from cohort.model import Row
from cohort.rows import ideas
from exercises.catalogue import load_catalogue
from grader.verdict import Check, Diagnosis, Verdict

SPECS = load_catalogue()


def failed(mistake: str | None, *checks: str) -> Verdict:
    found = [Check(each, each, "core", "failed") for each in checks]
    return Verdict("ce", "failed", False, 7, checks=found, diagnosis=Diagnosis(mistake, "said"))


def test_ideas_and_checks_come_with_the_most_frequent_first_and_in_both_languages():
    verdicts = [
        failed("binary-terms", "figures"),
        failed("mean-over-classes", "figures", "agreement"),
        failed("mean-over-classes", "figures"),
        failed(None, "loads"),
        Verdict("ce", "passed", True, 7),
    ]
    rows = [Row(f"l{n}", "ce", v.outcome, mistake="x") for n, v in enumerate(verdicts)]
    found = class_report(rows, verdicts, SPECS, ideas(verdicts, SPECS))
    assert [(i.mistake, i.learners) for i in found.ideas] == [
        ("mean-over-classes", 2),
        ("binary-terms", 1),
    ]
    assert all(i.said and i.said.en != i.said.zh for i in found.ideas)
    assert [(c.check, c.learners) for c in found.checks] == [
        ("figures", 3),
        ("agreement", 1),
        ("loads", 1),
    ]
    assert [(e.exercise, e.files, e.passed, e.mistake) for e in found.exercises] == [
        ("ce", 5, 1, "mean-over-classes")
    ]


def test_in_trouble_is_who_passed_less_than_half_or_handed_in_nothing():
    rows = [
        Row("ann", "ce", "passed", score=100.0), Row("ann", "mae", "failed", score=0.0),
        Row("bob", "ce", "failed", score=0.0), Row("bob", "", "refused"),
        Row("cy", "", "missing"),
    ]  # fmt: skip
    found = class_report(rows, [], SPECS, {})
    assert [(s.learner, s.passed, s.files, s.refused) for s in found.trouble] == [
        ("bob", 0, 1, 1),
        ("cy", 0, 0, 0),
    ]
    assert [s.score for s in found.standings] == [50.0, 0.0, None]
    assert (found.learners, found.files, found.refused, found.missing) == (3, 3, 1, 1)
