"""The table: what is said of each verdict, and what a spreadsheet makes of it."""

from __future__ import annotations

import csv
import io

from cohort.grading import key
from cohort.lateness import Policy
from cohort.model import Refusal, Result, Row, Submission
from cohort.reading import HandedIn
from cohort.roster import Roster
from cohort.rows import COLUMNS, as_csv, ideas, table
from exercises.catalogue import load_catalogue
from exercises.texts import Text
from grader.verdict import Check, Diagnosis, Repair, Verdict

CHECKS = [
    Check("loads", "it loads", "core", "passed"),
    Check("agreement", "it agrees", "core", "failed", "It is 2, not 1.\nMore."),
    Check("layout", "any layout", "edge", "failed"),
]


def row(verdict: Verdict, handed_in: float | None = 0.0, late: bool = False) -> Row:
    submission = Submission("ann", "ce", b"x", "ann/ce.py", handed_in, late)
    mine = key(submission, 7)
    found = HandedIn([submission], [], [])
    results = {mine: Result(mine, "ann/ce.py", verdict)}
    return table(found, results, 7, Policy(100.0, 10, 86400), Roster(), {})[0]


def test_a_row_has_the_core_checks_the_idea_and_the_line():
    idea = Diagnosis("mean", "The mean is over too much.", repair=Repair([4], ["x"], "there"))
    found = row(Verdict("ce", "failed", False, 7, checks=CHECKS, diagnosis=idea), 200.0)
    assert (found.core_passed, found.core, found.mistake, found.line) == (1, 2, "mean", 4)
    assert (found.late_seconds, found.score) == (100.0, 0.0)
    assert found.said == Text("The mean is over too much.")


def test_a_mistake_has_its_sentence_whether_it_is_of_the_exercise_or_of_many():
    own, shared = "mean-over-classes", "dtype-changed"
    said = ideas(
        [
            Verdict("ce", "failed", False, 7, diagnosis=Diagnosis(own, "In one language.")),
            Verdict("ce", "failed", False, 7, diagnosis=Diagnosis(shared, "A cast fixes it.")),
            Verdict("ce", "failed", False, 7, diagnosis=Diagnosis(None, "No name.")),
        ],
        load_catalogue(),
    )
    assert set(said) == {("ce", own), ("ce", shared)}
    assert said["ce", own].zh
    assert said["ce", shared] == Text("A cast fixes it.")


def test_without_an_idea_the_first_core_check_speaks():
    assert row(Verdict("ce", "failed", False, 7, checks=CHECKS)).said == Text("It is 2, not 1.")


def test_a_pass_scores_what_lateness_leaves():
    assert row(Verdict("ce", "passed", True, 7), 200.0).score == 90
    assert row(Verdict("ce", "passed", True, 7), None).score == 100


def test_late_by_nobody_knows_how_much_costs_nothing_and_is_said():
    passed = row(Verdict("ce", "passed", True, 7), None, late=True)
    assert (passed.score, passed.late_seconds) == (100, None)
    assert passed.said is not None
    assert "does not say by how much" in passed.said.en
    failed = row(Verdict("ce", "failed", False, 7, checks=CHECKS), None, late=True)
    assert failed.said is not None
    assert failed.said.en.startswith("It is 2, not 1. The course")
    known = row(Verdict("ce", "passed", True, 7), 200.0, late=True)
    assert (known.score, known.said) == (90, None)


def test_a_fault_of_the_machine_has_no_score():
    found = row(Verdict("ce", "error", False, 7, error="Three workers died on it."))
    assert (found.score, found.said) == (None, Text("Three workers died on it."))


def test_what_was_not_graded_or_handed_in_is_a_row_too():
    refused = Refusal("bob", "", "bob.rar", Text("No.", "不行。"))
    rows = table(HandedIn([], [refused], ["cy"]), {}, 7, Policy(), Roster(), {})
    assert [(r.learner, r.outcome) for r in rows] == [("bob", "refused"), ("cy", "missing")]
    cells = list(csv.DictReader(io.StringIO(as_csv(rows, "zh").decode("utf-8-sig"))))
    assert tuple(cells[0]) == COLUMNS
    assert cells[0]["said"] == "不行。"
    assert cells[0]["score"] == ""


def test_a_name_is_no_formula():
    told = as_csv([Row("=HYPERLINK(1)", "ce", "failed", path="@x")], "en").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in told
    assert "'@x" in told
