"""What comes back on which day."""

from __future__ import annotations

from datetime import date, timedelta

from trainer.ahead import due_days
from trainer.aside import suspend

TODAY = date(2026, 3, 2)


def ahead(desk, today=TODAY, questions=("mae-by-hand",)):
    return due_days(desk.state(), desk.catalogue, questions, today)


def test_each_day_names_what_comes_back(desk, clock):
    desk.passes("mae")
    desk.record("answered", "mae-by-hand", {"typed": "1", "right": True})
    due = date.fromisoformat(desk.state().cards["mae"].memory.due)
    named = {id_: each.day for each in ahead(desk) for id_ in (*each.drills, *each.questions)}
    assert named["mae"] == due
    assert named.keys() == {"mae", "mae-by-hand"}
    assert [each.day for each in ahead(desk)] == sorted({each.day for each in ahead(desk)})


def test_what_is_overdue_is_due_today_and_what_is_gone_is_not(desk):
    desk.passes("mae")
    desk.record("answered", "mae-by-hand", {"typed": "1", "right": True})
    late = TODAY + timedelta(100)
    assert ahead(desk, late) == [(late, ["mae"], ["mae-by-hand"])]
    assert ahead(desk, late, questions=()) == [(late, ["mae"], [])]


def test_what_is_suspended_does_not_come_back(desk, catalogue):
    desk.passes("mae")
    suspend(desk, catalogue["mae"])
    assert ahead(desk) == []


def test_an_answer_that_waits_to_be_judged_has_no_day(desk):
    desk.record("answered", "mae-by-hand", {"typed": "words", "right": None})
    assert ahead(desk) == []
