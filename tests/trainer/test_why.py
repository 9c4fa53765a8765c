"""Why an exercise is, or is not, what comes next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from trainer import aid, drills, undoing
from trainer.aside import bury, suspend
from trainer.why import explain


def told(desk, exercise: str) -> str:
    return "; ".join(reason.en for reason in explain(desk, desk.at(exercise)).reasons)


def test_past_reviews_are_told_with_their_reasons(desk, clock):
    desk.passes("mae")
    clock.passes(days=2)
    drills.next_drill(desk, "en", [desk.at("mae")])
    drills.skip(desk)
    found = explain(desk, desk.at("mae"))
    assert [(r.day, r.grade) for r in found.reviews] == [
        ("2026-03-02", "good"), ("2026-03-04", "again"),
    ]  # fmt: skip
    assert [r.reasons[0].en for r in found.reviews] == [
        "passed unaided at the first run", "given up",
    ]  # fmt: skip
    assert found.passes == 1


def test_what_was_taken_back_is_no_review(desk):
    desk.passes("mae")
    undoing.undo(desk)
    assert explain(desk, desk.at("mae")).reviews == []


@pytest.mark.parametrize("grade", ["again", "hard", "good", "easy"])
def test_what_a_rating_would_give_is_what_it_gives(desk, clock, grade):
    mae = desk.at("mae")
    for _ in range(6):  # so that Easy can be earned
        drills.next_drill(desk, "en", [mae])
        clock.passes(minutes=3)
        desk.passes("mae")
        clock.reaches(desk.state().cards["mae"].memory.due)
    found = explain(desk, mae)
    drills.next_drill(desk, "en", [mae])
    clock.passes(minutes=1 if grade == "easy" else 3)
    if grade == "hard":
        aid.hint(desk, mae)
    drills.skip(desk) if grade == "again" else desk.passes("mae")
    after = desk.state().cards["mae"]
    assert after.grade == grade
    assert after.memory.due == found.if_rated[grade].isoformat()


def test_recall_falls_and_the_ratings_are_in_order(desk, clock):
    desk.passes("mae")
    clock.passes(days=5)
    first = explain(desk, desk.at("mae"))
    clock.passes(days=20)
    later = explain(desk, desk.at("mae"))
    assert 0 < later.recall < first.recall < 1
    days = list(later.if_rated.values())
    assert days == sorted(days)
    assert days[0] == desk.today + timedelta(days=1)


def test_after_the_review_of_the_day_there_is_none_to_rate(desk):
    desk.passes("mae")
    assert explain(desk, desk.at("mae")).if_rated == {}


def test_what_is_next_is_what_is_served(desk, clock):
    for _ in range(12):
        said = [s for s in desk.catalogue if explain(desk, desk.at(s)).is_next]
        served = desk.serves()
        assert said == ([served] if served else [])
        assert [s for s in desk.catalogue if explain(desk, desk.at(s)).is_next] == said
        desk.passes(served) if served else clock.passes(hours=9)


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        ("mae", "it is new and nothing is missing before it, and comes first"),
        ("mse", "before it there is 1"),
        ("huber", "`mae` comes before it and was never met; `mse` comes before it"),
    ],
)
def test_at_the_beginning(desk, exercise, words):
    assert words in told(desk, exercise)


def test_everything_that_holds_it_back_is_said(desk, clock):
    desk.passes("mae")
    assert told(desk, "mae") == "it is not due yet"
    assert "`mae` comes before it and has to be passed on a later day" in told(desk, "quantile")
    assert "too much like it was served just now" in told(desk, "mse")
    bury(desk, desk.at("mse"))
    assert told(desk, "mse") == "you put it off for the rest of today"
    suspend(desk, desk.at("ce"))
    assert told(desk, "ce") == "you suspended it"
    desk.settings = replace(desk.settings, new_per_day=1)
    assert told(desk, "bce") == "the 1 new ones of today have been begun"
    clock.passes(days=3)
    desk.settings = replace(desk.settings, reviews_per_day=0)
    assert told(desk, "mae") == "the 0 reviews of today are done"
    desk.serves()
    assert told(desk, "mae").startswith("you are writing `")


def test_only_what_its_reviews_are_made_of_is_read(desk):
    """The reviews told are those of the whole history, though not all of it is read."""
    for exercise in ("ce", "mae", "ce"):
        desk.passes(exercise)
        undoing.undo(desk) if exercise == "mae" else None
    whole = [f for f in desk.history.facts() if f.exercise == "ce" or f.kind in ("exam", "undone")]
    assert list(desk.history.about("ce")) == whole
    assert len(explain(desk, desk.at("ce")).reviews) == 1
