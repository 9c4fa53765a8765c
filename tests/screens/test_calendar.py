"""One way of naming days, whatever the clock says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from screens.calendar import day, distance
from trainer.history import Today


def english(en: str, zh: str) -> str:
    return en


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("2026-12-01T23:30", ["yesterday", "today", "tomorrow", "in 2 days"]),
        ("2026-12-02T03:45", ["2 days ago", "now", "from 4:00 on", "tomorrow"]),
        ("2026-12-02T04:00", ["yesterday", "today", "tomorrow", "in 2 days"]),
    ],
)
def test_days_are_named_by_the_clock(clock, words):
    today = Today.at(datetime.fromisoformat(clock).astimezone())
    days = [today + timedelta(days=apart) for apart in range(-1, 3)]
    assert [distance(each, today, english) for each in days] == words


def test_at_night_tomorrow_is_not_the_day_the_clock_shows():
    today = Today.at(datetime.fromisoformat("2026-12-02T03:45").astimezone())  # a Wednesday
    assert day(today + timedelta(days=1), today, english) == "Wed 2 Dec (from 4:00 on)"
    assert day(today + timedelta(days=2), today, english) == "Thu 3 Dec (tomorrow)"
