"""The date of an interview: what is served until then, and what is said of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from exercises.errors import PracticeError
from trainer import drills, undoing
from trainer.aside import suspend
from trainer.preparing import outlook, prepare, stop
from trainer.why import explain


def test_what_gains_most_for_the_day_is_served_before_it_is_due(desk, clock):
    for exercise in ("mae", "ce"):
        desk.passes(exercise)
    clock.passes(days=1)
    desk.settings = replace(desk.settings, new_per_day=0)
    assert desk.serves() is None
    prepare(desk, "2026-04-20", "regression")
    drill = drills.next_drill(desk, "en")
    assert (drill.spec.id, drill.why) == ("mae", "interview")


def test_a_track_is_kept_apart_and_the_rest_comes_after_it(desk, clock):
    for exercise in ("mae", "ce"):
        desk.passes(exercise)
    clock.passes(days=10)
    prepare(desk, "2026-04-20", "regression")
    ranked = [spec.id for spec in desk.ranked()[0]]
    inside = set(desk.work()[1].inside)
    assert ranked[0] == "mae"
    assert "ce" in ranked
    assert all(id_ in inside for id_ in ranked[: sum(id_ in inside for id_ in ranked)]), (
        "others come after"
    )


def test_new_drills_have_places_though_reviews_would_fill_the_day(desk, clock):
    known = [s for s in desk.catalogue.values() if not s.requires][:8]
    drills.know(desk, known)
    clock.passes(days=30)
    desk.settings = replace(desk.settings, new_per_day=0, reviews_per_day=6)
    prepare(desk, "2026-05-20", None)
    work = desk.work()[1]
    assert len(work.order) == 6
    assert 0 < work.new < 6


def test_as_many_are_left_today_as_were_not_served(desk, clock):
    prepare(desk, "2026-12-15", None)
    before = len(desk.work()[1].order)
    desk.passes(desk.serves())
    assert len(desk.work()[1].order) == before - 1


def test_the_day_itself_and_after_it_the_usual_order_holds(desk, clock):
    prepare(desk, "2026-03-05", None)
    clock.reaches("2026-03-04")
    assert desk.work() is not None
    clock.reaches("2026-03-05")
    assert desk.work() is None
    assert outlook(desk) is None


def test_it_counts_the_learners_days(desk, clock):
    clock.reaches("2026-03-04", "03:36")  # still the third
    prepare(desk, "2026-03-04", None)
    assert outlook(desk).days_left == 1


def test_it_can_be_stopped_and_taken_back(desk):
    prepare(desk, "2026-12-15", "llm")
    stop(desk)
    assert outlook(desk) is None
    undoing.undo(desk)
    assert outlook(desk).interview.name == "llm"
    undoing.undo(desk)
    assert outlook(desk) is None
    with pytest.raises(PracticeError, match="No interview date"):
        stop(desk)


def test_what_is_suspended_is_not_asked_for(desk):
    prepare(desk, "2026-12-15", "regression")
    before = outlook(desk).prospect.drills
    suspend(desk, desk.at("quantile"))
    assert outlook(desk).prospect.drills == before - 1


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("2026-03-01", None, "is past: today is 2026-03-02"),
        ("2026-03-02", None, "is today"),
        ("2027-03-04", None, "367 days ahead; more than a year"),
        ("2026-02-30", None, "no date"),
        ("tomorrow", None, "no date"),
        ("2026-W15-1", None, "no date"),
        ("20261215", None, "no date"),
        ("2026-12-15", "lm", "no track or kind of interview called `lm`"),
    ],
)
def test_a_day_or_a_name_that_cannot_be_is_said_and_nothing_is_recorded(desk, text, name, words):
    with pytest.raises(PracticeError, match=words):
        prepare(desk, text, name)
    assert outlook(desk) is None


def test_a_year_is_not_too_far(desk):
    prepare(desk, (desk.today + timedelta(days=366)).isoformat(), None)
    assert outlook(desk).days_left == 366


def test_why_says_what_it_gains(desk, clock):
    desk.passes("mae")
    clock.passes(days=1)
    prepare(desk, "2026-04-20", "regression")
    (reason,) = explain(desk, desk.at("mae")).reasons
    assert reason.en.startswith("a review today raises its recall on 2026-04-20 by ")
    assert explain(desk, desk.at("mae")).is_next
