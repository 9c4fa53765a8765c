"""The line about what waits."""

from __future__ import annotations

from datetime import date

import pytest

from screens.pace import backlog
from screens.words import speaker
from trainer.backlog import Backlog

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("found", "english", "chinese"),
    [
        (Backlog(0, 0, MONDAY), "", ""),
        (Backlog(3, 3, MONDAY), "3 due, all today", "3 道该复习，今天都能练完"),
        (
            Backlog(7, 4, date(2026, 3, 5)),
            "7 due, 4 today, done by Thu",
            "7 道该复习，今天 4 道，周四能练完",
        ),
        (
            Backlog(7, 4, date(2026, 3, 3)),
            "7 due, 4 today, done by tomorrow",
            "7 道该复习，今天 4 道，明天能练完",
        ),
        (
            Backlog(70, 4, date(2026, 3, 19)),
            "70 due, 4 today, done by Thu 19 Mar",
            "70 道该复习，今天 4 道，3 月 19 日（周四）能练完",
        ),
        (
            Backlog(7, 0, None),
            "7 due, 0 today, not done in two months",
            "7 道该复习，今天 0 道，两个月内练不完",
        ),
    ],
)
def test_it_is_honest(found, english, chinese):
    assert backlog(found, MONDAY, speaker("en")) == english
    assert backlog(found, MONDAY, speaker("zh")) == chinese
