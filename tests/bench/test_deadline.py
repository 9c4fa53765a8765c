"""The order for an interview date beats plain schedules where the model holds."""

from __future__ import annotations

import pytest

from bench.deadline import CASES, SCHEDULES, live, table

LIVES = 3


def mean(schedule, case) -> float:
    return sum(live(schedule, case, seed)[0] for seed in range(LIVES)) / LIVES


@pytest.mark.parametrize("case", CASES[:2], ids=str)
def test_it_beats_every_plain_schedule(case):
    ours, *plain = SCHEDULES
    assert mean(ours, case) > max(mean(each, case) for each in plain)


def test_the_same_learner_lives_the_same_life():
    assert live(SCHEDULES[0], CASES[0], 1) == live(SCHEDULES[0], CASES[0], 1)
    assert live(SCHEDULES[0], CASES[0], 1) != live(SCHEDULES[0], CASES[0], 2)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda each: each.name)
def test_no_schedule_has_more_places_than_another(schedule):
    assert all(live(schedule, case, 0)[1] <= case.places for case in CASES[:2])


def test_the_table_has_a_row_for_each():
    rows = [line for line in table(1) if line.startswith("| ") and "---" not in line]
    assert len(rows) == 1 + len(SCHEDULES)
