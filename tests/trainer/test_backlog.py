"""How much waits, and by when it is done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import load_catalogue
from trainer.backlog import backlog
from trainer.queue import Places, choose
from trainer.schedule import Memory, review
from trainer.state import Card, Sitting, State

SPECS = load_catalogue()
DAY = "2026-03-02"


def state_with(due: int, stability: float = 200.0) -> State:
    """So many drills due on the day; the next review sends them far."""
    memory = Memory(stability, 3.0, "2025-09-01", DAY)
    return State(day=DAY, cards={id_: Card(memory, "good", []) for id_ in list(SPECS)[:due]})


@pytest.mark.parametrize(
    ("due", "reviews", "today", "days"),
    [
        (0, 4, 0, 0),
        (4, 4, 4, 0),
        (7, 4, 4, 1),
        (9, 4, 4, 2),
        (7, 0, 0, None),
    ],
)
def test_what_is_left_over_is_done_at_the_pace_of_the_settings(due, reviews, today, days):
    found = backlog(state_with(due), SPECS.values(), DAY, Places(0, reviews))
    by = None if days is None else date.fromisoformat(DAY) + timedelta(days=days)
    assert found == (due, today, by)


def test_what_was_reviewed_today_takes_its_places():
    state = state_with(7)
    state.served_today = 3
    assert backlog(state, SPECS.values(), DAY, Places(0, 4)).today == 1


def test_the_drill_being_written_is_one_of_those_due():
    state = state_with(7)
    state.served_today = 4
    state.sittings["mae"] = Sitting(1, DAY, 1, 5.0, None)
    assert backlog(state, SPECS.values(), DAY, Places(0, 4))[:2] == (7, 1)


@given(st.integers(1, 40), st.integers(0, 3), st.integers(1, 9))
def test_the_day_it_says_is_the_day_on_which_a_learner_who_knows_all_is_done(due, new, reviews):
    state, places = state_with(due, stability=4.0), Places(new, reviews)
    said = backlog(state, SPECS.values(), DAY, places).done_by
    memories = {id_: card.memory for id_, card in state.cards.items()}
    day = date.fromisoformat(DAY)
    for _ in range(60):
        now = day.isoformat()
        waiting = sorted((m.due, id_) for id_, m in memories.items() if m.due <= now)
        if len(waiting) <= reviews:
            break
        for _, id_ in waiting[:reviews]:
            memories[id_] = review(id_, memories[id_], "good", now)
        for id_ in [id_ for id_ in SPECS if id_ not in memories][:new]:
            memories[id_] = review(id_, None, "good", now)
        day += timedelta(days=1)
    else:
        day = None
    assert said == day


def test_no_more_come_back_on_a_day_than_the_settings_say():
    state = state_with(9)
    state.served_today = 4
    assert choose(state, SPECS.values(), DAY, Places(0, 4)) is None
    assert choose(state, SPECS.values(), DAY, Places(0, 5)) is not None


def test_what_comes_back_leaves_the_places_of_new_drills_alone(desk):
    state = state_with(2)
    state.served_today = 2
    assert choose(state, SPECS.values(), DAY, Places(1, 2)).id not in state.cards
