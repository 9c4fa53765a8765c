"""A calendar that any program reads: read back by a parser, and its lines as RFC 5545 has them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from screens.ics import calendar
from trainer.ahead import DueDay

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
AHEAD = [
    DueDay(date(2026, 3, 2), ["mae", "ce"], ["ce-which"]),
    DueDay(date(2026, 3, 31), [f"drill-{n}" for n in range(40)], []),
    DueDay(date(2026, 12, 31), [], ["a", "b"]),
]


def events(content: bytes) -> list:
    return list(Calendar.from_ical(content).walk("VEVENT"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_day_comes_back_from_a_parser(lang):
    read = events(calendar(AHEAD, "me", NOW, lang))
    assert [event["dtstart"].dt for event in read] == [each.day for each in AHEAD]
    assert all(event["dtend"].dt - event["dtstart"].dt == timedelta(1) for event in read)
    assert all(event["dtstamp"].dt == NOW for event in read)
    assert "mae, ce" in str(read[0]["description"])
    assert "2" in str(read[0]["summary"])


def test_the_summary_counts():
    told = [str(event["summary"]) for event in events(calendar(AHEAD, "me", NOW, "en"))]
    assert told == [
        "practice: 2 drills, 1 question", "practice: 40 drills", "practice: 2 questions",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_lines_end_as_they_must_and_are_folded(lang):
    content = calendar(AHEAD, "me", NOW, lang)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    content.decode()  # no character was cut in two


def test_a_day_keeps_its_event_and_another_learner_has_others():
    uids = [str(event["uid"]) for event in events(calendar(AHEAD, "me", NOW, "en"))]
    later = calendar(AHEAD[1:], "me", NOW + timedelta(5), "zh")
    assert [str(event["uid"]) for event in events(later)] == uids[1:]
    assert len(set(uids)) == 3
    others = {str(event["uid"]) for event in events(calendar(AHEAD, "you", NOW, "en"))}
    assert others.isdisjoint(uids)


def test_no_day_is_a_calendar_too():
    assert events(calendar([], "", NOW, "en")) == []
