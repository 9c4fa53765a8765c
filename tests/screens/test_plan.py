"""What to expect on the day, on every width and in both languages."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from rich.cells import cell_len

from screens.plan import as_json, plan
from trainer.interview import Interview
from trainer.preparing import Outlook
from trainer.prospect import Prospect
from trainer.queue import Places, Work

FOUND = Outlook(
    Interview("2026-12-15", "llm"),
    19,
    20,
    Prospect(31, 0.953, 0.812, 6.2, 2.0),
    Work(["ce", "kl"], {"ce", "kl"}, 1),
)
DESK = SimpleNamespace(
    today=date(2026, 11, 26),
    places=Places(3, 12),
    state=lambda: SimpleNamespace(interview=None),
)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            [
                "Interview (llm) on Tue 15 Dec (in 19 days): 31 drills, 20 of them met.",
                "Expected pass rate that day 0.95; 0.81 if you stop today; 6 drills a day.",
                "About 2 of them will not have been met",
                "19 days until your interview; worth writing for it today: 2 drills, 1 of them new",
            ],
        ),
        (
            "zh",
            ["预期通过率 0.95；今天就停的话 0.81；每天 6 题", "今天值得写 2 题，其中新题 1 道"],
        ),
    ],
)
def test_it_says_what_to_expect(lang, words):
    text = " ".join(line.plain for line in plan(FOUND, DESK, lang, 300))
    assert all(each in text for each in words)
    for width in (80, 50):
        assert all(cell_len(line.plain) <= width for line in plan(FOUND, DESK, lang, width))


def test_without_a_date_it_says_how():
    (line,) = plan(None, DESK, "en", 200)
    assert line.plain.startswith("No interview date is set. `practice plan 2026-12-15`")


def test_in_json():
    report = as_json(FOUND)
    assert (report["expected"], report["if_stopped"], report["days_left"]) == (0.953, 0.812, 19)
    assert as_json(None) == {"day": None}
