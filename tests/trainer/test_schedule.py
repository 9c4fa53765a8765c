"""When a drill comes back: scenarios, and what holds for all of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from trainer.schedule import LONGEST_DAYS, RETENTION, Memory, retrievability, review

GRADES = st.sampled_from(["again", "hard", "good", "easy"])


def days(memory: Memory) -> int:
    return (date.fromisoformat(memory.due) - date.fromisoformat(memory.last)).days


def on_time(grades: list[str]) -> list[int]:
    """The intervals when each review happens on the day it is due."""
    memory, day, intervals = None, "2026-03-02", []
    for grade in grades:
        memory = review("ce", memory, grade, day)
        day = memory.due
        intervals.append(days(memory))
    return intervals


@pytest.mark.parametrize(
    ("grades", "intervals"),
    [
        (["again"], [1]),
        (["hard"], [1]),
        (["good"], [2]),
        (["easy"], [9]),  # 8 by FSRS-6, spread by a day
    ],
)
def test_the_first_interval(grades, intervals):
    assert on_time(grades) == intervals


def test_intervals_grow_while_it_is_known():
    intervals = on_time(["good"] * 6)
    assert intervals == sorted(set(intervals))


def test_forgetting_brings_it_back_tomorrow():
    assert on_time(["good", "good", "good", "again"])[-1] == 1


@given(st.lists(GRADES, min_size=1, max_size=12))
def test_no_interval_is_shorter_than_a_day_or_longer_than_the_cap(grades):
    assert all(1 <= interval <= LONGEST_DAYS for interval in on_time(grades))


@given(st.lists(GRADES, min_size=1, max_size=8), st.integers(0, 400))
def test_the_forgetting_curve_is_that_of_the_package(grades, later):
    memory, day = None, "2026-03-02"
    for grade in grades:
        memory = review("ce", memory, grade, day)
        day = memory.due
    when = date.fromisoformat(memory.last) + timedelta(days=later)
    card = Card(card_id=1, state=State.Review, stability=memory.stability, difficulty=5.0)
    card.last_review = midnight(memory.last)
    theirs = Scheduler().get_card_retrievability(card, midnight(when.isoformat()))
    assert retrievability(memory, when.isoformat()) == pytest.approx(theirs, abs=1e-9)


def midnight(day: str):
    from datetime import UTC, datetime

    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def test_what_is_due_is_known_about_as_well_as_asked():
    memory = review("ce", None, "easy", "2026-03-02")
    assert retrievability(memory, memory.due) == pytest.approx(RETENTION, abs=0.02)


def test_the_same_review_gives_the_same_day_for_ever():
    assert {review("ce", None, "easy", "2026-03-02") for _ in range(3)} == {
        review("ce", None, "easy", "2026-03-02")
    }


def test_what_was_learned_together_comes_apart():
    dues = set()
    for exercise in ("mae", "mse", "ce", "bce", "kl", "focal", "huber", "hinge"):
        memory = review(exercise, None, "easy", "2026-03-02")
        dues.add(review(exercise, memory, "good", memory.due).due)
    assert len(dues) > 1


def test_the_memory_model_is_fsrs_itself():
    theirs, _ = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False).review_card(
        Card(card_id=1), Rating.Good, midnight("2026-03-02")
    )
    ours = review("ce", None, "good", "2026-03-02")
    assert (ours.stability, ours.difficulty) == (theirs.stability, theirs.difficulty)
