"""Hints, the formula, the solution: what each costs."""

from __future__ import annotations

import pytest

from exercises.errors import PracticeError
from tests.trainer.conftest import rating
from trainer import aid, drills, runs, undoing


def test_a_nudge_makes_it_hard_and_a_revealing_hint_again(desk):
    aid.hint(desk, desk.at("mae"))
    assert desk.passes("mae").grade == "hard"
    while not aid.hint(desk, desk.at("mse")).hint.reveals:
        pass
    assert desk.passes("mse").grade == "again"


def test_hints_come_in_order_and_end(desk):
    spec = desk.at("mae")
    numbers = [aid.hint(desk, spec).number for _ in spec.hints]
    assert numbers == list(range(1, len(spec.hints) + 1))
    with pytest.raises(PracticeError, match="no more hints"):
        aid.hint(desk, spec)


def test_hints_after_the_review_are_free(desk):
    desk.passes("mae")
    assert [aid.hint(desk, desk.at("mae")).free for _ in range(2)] == [True, True]
    assert rating(desk, "mae") == "good"


def test_opening_the_solution_ends_it(desk):
    desk.serves()
    result = aid.reveal(desk, desk.at("mae"))
    assert (result.grade, (result.due - desk.today).days) == ("again", 1)
    assert desk.current() is None


def test_opening_it_after_the_review_is_free(desk):
    desk.passes("mae")
    result = aid.reveal(desk, desk.at("mae"))
    assert (result.grade, result.extra) == ("good", True)


def test_the_last_hint_speaks_of_what_was_written(desk):
    spec = desk.at("mae")
    runs.sit(desk, spec)
    facts = {"sha256": "", "unwritten": False, "said": "It is a sum."}
    runs.ran(desk, spec, b"sum", "failed", {**facts, "repaired": ["    return d.mean()"]})
    given = [aid.hint(desk, spec).hint.en for _ in spec.hints]
    assert given[:-1] == [hint.en for hint in spec.hints[:-1]]
    assert given[-1].startswith("It is a sum. It would be right with:")
    assert "    return d.mean()" in given[-1]
    assert given[-1].endswith(spec.hints[-1].en)


def test_the_formula_is_free_at_first_and_a_hint_later(desk, clock):
    spec = desk.at("mae")
    desk.serves()
    assert not aid.saw_formula(desk, spec)
    clock.reaches(desk.passes("mae").due.isoformat())
    for _ in range(2):
        result = desk.recalls("mae")
        clock.reaches(result.due.isoformat())
    while desk.serves() != "mae":
        drills.skip(desk)
    assert aid.saw_formula(desk, spec)
    undoing.undo(desk)  # it was read all the same
    result = desk.passes("mae")
    assert (result.grade, result.reasons[0].en) == ("hard", "the formula was looked up")


def test_the_formula_costs_nothing_where_nothing_is_written(desk, clock):
    desk.serves()
    clock.reaches(desk.passes("mae").due.isoformat())
    clock.reaches(desk.recalls("mae").due.isoformat())
    assert not aid.saw_formula(desk, desk.at("mae"))
