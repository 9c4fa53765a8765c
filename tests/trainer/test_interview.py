"""What is worth writing for a day, in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import load_catalogue
from trainer.interview import (
    FRESH,
    WORTH,
    Interview,
    by_urgency,
    day_order,
    gain,
    new_places,
    scope,
    worth_reviewing,
)
from trainer.memory_model import Known, recall

SPECS = load_catalogue()
KNOWN = st.builds(Known, st.floats(0.1, 300), st.floats(1, 10), st.integers(600, 699), st.just(()))
TODAY = 700


def ids(interview: Interview) -> set[str]:
    return {spec.id for spec in scope(interview, SPECS.values())}


def test_without_a_track_everything_is_asked_for():
    assert ids(Interview("2026-12-15")) == set(SPECS)


@pytest.mark.parametrize(
    "interview",
    [
        Interview("2026-12-15", "rl", tracks=["rl"]),
        Interview("2026-12-15", "x", losses=["grpo"]),
        Interview("2026-12-15", "x", tracks=["ladder"], level=1),
    ],
)
def test_a_track_brings_what_it_builds_on_and_nothing_else(interview):
    found = ids(interview)
    named = {
        s.id for s in SPECS.values()
        if (s.track in interview.tracks or s.id in interview.losses)
        and (interview.level is None or s.level <= interview.level)
    }  # fmt: skip
    assert named <= found
    assert all(set(SPECS[id_].requires) <= found for id_ in found)
    needed = set(named)
    for id_ in reversed([spec.id for spec in SPECS.values()]):
        needed |= set(SPECS[id_].requires) if id_ in needed else set()
    assert found >= needed


@given(KNOWN, st.integers(1, 300))
def test_a_review_gains_less_than_there_is_to_gain(known, days):
    assert -1 < gain(known, TODAY, TODAY + days) <= 1 - recall(known, TODAY + days)


def test_what_was_nearly_forgotten_gains_more_than_what_is_known():
    nearly, known = Known(2.0, 5.0, TODAY - 20), Known(200.0, 5.0, TODAY - 20)
    assert gain(nearly, TODAY, TODAY + 10) > gain(known, TODAY, TODAY + 10)


@given(st.dictionaries(st.sampled_from(list(SPECS)), KNOWN, max_size=8), st.integers(1, 90))
def test_what_gains_most_comes_first_and_what_is_fresh_waits(known, days):
    target = TODAY + days
    found = worth_reviewing(known, TODAY, target)
    gains = [gain(known[id_], TODAY, target) for id_ in found]
    assert gains == sorted(gains, reverse=True)
    assert all(gained >= WORTH for gained in gains)
    assert days <= 3 or all(recall(known[id_], TODAY) <= FRESH for id_ in found)


def test_what_was_reviewed_today_is_done():
    assert worth_reviewing({"ce": Known(0.2, 9.0, TODAY)}, TODAY, TODAY + 30) == []


def test_what_opens_others_comes_first_however_fresh():
    known = {"mae": Known(90.0, 5.0, TODAY - 1), "ce": Known(2.0, 5.0, TODAY - 20)}
    assert worth_reviewing(known, TODAY, TODAY + 30) == ["ce"]
    assert worth_reviewing(known, TODAY, TODAY + 30, {"mae"}) == ["mae", "ce"]


@given(st.integers(0, 200), st.integers(1, 366), st.integers(0, 20), st.integers(0, 40))
def test_what_was_never_met_is_begun_in_time_where_there_is_room(unseen, days, usual, total):
    left = unseen
    for day in range(days):
        places = new_places(left, days - day, usual, total)
        assert 0 <= places <= min(left, total)
        left -= places
    assert left == 0 or left < unseen or total == 0
    if total >= unseen:
        assert left == 0


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 20))
def test_a_day_has_so_many_places_and_new_ones_are_spread(reviews, new, new_left, left):
    old = [f"r{n}" for n in range(reviews)]
    fresh = [f"n{n}" for n in range(new)]
    new_left = min(new_left, left)
    order = day_order(old, fresh, new_left, left)
    begun = [id_ for id_ in order if id_[0] == "n"]
    written = [id_ for id_ in order if id_[0] == "r"]
    assert begun == fresh[: min(new, new_left)]
    assert written == old[: left - len(begun)]
    if written:
        for upto in range(1, len(order) + 1):
            share = sum(id_[0] == "n" for id_ in order[:upto])
            assert share <= len(begun) / len(order) * upto + 1


def test_the_longest_chain_is_begun_first():
    order, urgent = by_urgency(
        [s for s in SPECS.values() if not s.requires], list(SPECS.values()), 300
    )
    heads = [id_ for id_ in order if any(id_ in s.requires for s in SPECS.values())]
    assert order[: len(heads)] == heads
    assert urgent == 0
    assert by_urgency([s for s in SPECS.values() if not s.requires], list(SPECS.values()), 2)[1]
