"""One way of naming days, whatever the clock says."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from exercises.spec import Hint
from screens import messages, serving
from screens.calendar import day, distance, weekday
from screens.listing import listing
from tests.exams import CATALOGUE
from trainer.aid import Given
from trainer.backlog import Backlog
from trainer.days import Today
from trainer.standings import Standing


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


NIGHT = Today.at(datetime.fromisoformat("2026-12-02T03:36").astimezone())  # still Tuesday's


def test_at_night_what_is_done_by_the_next_day_names_the_day_the_clock_shows():
    assert weekday(NIGHT + timedelta(days=1), NIGHT, english) == "Wed"
    assert weekday(NIGHT + timedelta(days=2), NIGHT, english) == "Thu"


def test_at_night_nothing_that_comes_with_the_learners_next_day_comes_tomorrow():
    spec = CATALOGUE["mae"]
    given = Given(Hint("Look.", "看。", reveals=True), 1, 3, free=False)
    desk = SimpleNamespace(
        state=lambda: SimpleNamespace(cards={"mae": SimpleNamespace(grade="again")}),
        backlog=lambda: Backlog(0, 0, None),
        held_back=lambda: None,
        work=lambda: None,
        next_due=lambda: None,
        catalogue={},
        today=NIGHT,
    )
    for lang, words in (("en", "4:00"), ("zh", "凌晨 4 点")):
        screens = [
            messages.hint(given, spec, NIGHT, lang, 80),
            [messages.solution_cost(spec, False, NIGHT, lang)],
            listing([Standing(spec, "buried")], lang, 80, NIGHT),
            serving.served(None, spec, desk, lang, 80),
        ]
        for screen in screens:
            text = "".join(str(line) for line in screen)
            assert words in text
            assert "tomorrow" not in text
            assert "明天" not in text
