"""What is set aside is not served, and nothing of it is lost."""

from __future__ import annotations

import pytest

from exercises.errors import PracticeError
from trainer import drills, undoing
from trainer.aside import bury, resume, suspend
from trainer.standings import standings


def stage(desk, exercise: str) -> str:
    return next(s.state for s in standings(desk) if s.spec.id == exercise)


def test_what_is_buried_comes_again_tomorrow(desk, clock):
    assert desk.serves() == "mae"
    bury(desk, desk.at("mae"))
    assert stage(desk, "mae") == "buried"
    assert desk.current() is None
    assert desk.serves() != "mae"
    clock.passes(days=1)
    assert stage(desk, "mae") == "open"


def test_what_was_done_before_it_was_buried_still_counts(desk, clock):
    desk.serves()
    for _ in range(3):
        desk.runs("mae")
    bury(desk, desk.at("mae"))
    clock.passes(days=1)
    assert desk.serves() == "mae"
    assert desk.passes("mae").grade == "hard"


def test_what_is_suspended_stays_away_until_it_is_resumed(desk, clock):
    desk.passes("mae")
    suspend(desk, desk.at("mae"))
    clock.passes(days=60)
    assert stage(desk, "mae") == "suspended"
    assert desk.backlog().due == 0
    assert desk.next_due() is None
    assert desk.serves() != "mae"
    drills.skip(desk)
    resume(desk, desk.at("mae"))
    assert stage(desk, "mae") == "due"
    assert desk.backlog().due == 1


def test_a_drill_that_is_due_and_buried_is_next_due_tomorrow(desk, clock):
    desk.passes("mae")
    clock.passes(days=10)
    bury(desk, desk.at("mae"))
    assert desk.next_due()[0].isoformat() == "2026-03-13"
    assert desk.backlog().due == 0


@pytest.mark.parametrize("do", [bury, suspend])
def test_it_can_be_taken_back(desk, do):
    before = stage(desk, "mae")
    do(desk, desk.at("mae"))
    assert stage(desk, "mae") != before
    undoing.undo(desk)
    assert stage(desk, "mae") == before


def test_what_is_graded_all_the_same_is_no_longer_set_aside(desk):
    suspend(desk, desk.at("mae"))
    desk.passes("mae")
    assert stage(desk, "mae") == "scheduled"


@pytest.mark.parametrize(
    ("before", "then", "words"),
    [
        (None, resume, "neither"),
        (bury, bury, "buried already"),
        (suspend, suspend, "suspended already, since 2026-03-02"),
        (suspend, bury, "suspended already"),
    ],
)
def test_what_changes_nothing_is_said(desk, before, then, words):
    if before:
        before(desk, desk.at("mae"))
    with pytest.raises(PracticeError, match=words):
        then(desk, desk.at("mae"))


def test_a_buried_drill_can_be_suspended(desk, clock):
    bury(desk, desk.at("mae"))
    suspend(desk, desk.at("mae"))
    clock.passes(days=1)
    assert stage(desk, "mae") == "suspended"


def test_an_old_plan_serves_nothing_that_is_set_aside(desk):
    data = {"exercises": ["ce", "mae"], "questions": [], "exam": "x", "day": "2026-03-01"}
    desk.record("planned", "", data)
    bury(desk, desk.at("ce"))
    assert desk.serves() == "mae"
