"""The rating of a sitting: a table of how it went and what it is worth."""

from __future__ import annotations

import pytest

from trainer.rating import Sat, rate


def sat(**how) -> Sat:
    usual = {"ending": "passed", "runs": 1, "nudges": 0, "reveals": 0, "seconds": 300.0}
    return Sat(**{**usual, "par_minutes": 5, "earlier_seconds": (), **how})


MINE = (400.0,) * 5


@pytest.mark.parametrize(
    ("how", "grade", "words"),
    [
        ({}, "good", "first run"),
        ({"runs": 2}, "good", "2 runs"),
        ({"runs": 3}, "hard", "3 runs"),
        ({"nudges": 1}, "hard", "a hint"),
        ({"nudges": 3}, "hard", "3 hints"),
        ({"seconds": 601.0}, "hard", "twice"),
        ({"seconds": 600.0}, "good", ""),
        ({"seconds": None}, "good", ""),
        ({"reveals": 1}, "again", "gave the answer away"),
        ({"reveals": 1, "runs": 9}, "again", ""),
        ({"ending": "skipped"}, "again", "given up"),
        ({"ending": "revealed"}, "again", "solution"),
        ({"ending": "abandoned"}, "again", "not passed"),
        ({"seconds": 300.0, "earlier_seconds": MINE}, "easy", "faster"),
        ({"seconds": 330.0, "earlier_seconds": MINE}, "good", ""),
        ({"seconds": 300.0, "earlier_seconds": MINE[:4]}, "good", ""),
        ({"seconds": None, "earlier_seconds": MINE}, "good", ""),
        ({"seconds": 300.0, "earlier_seconds": MINE, "runs": 2}, "good", ""),
        ({"seconds": 300.0, "earlier_seconds": MINE, "nudges": 1}, "hard", ""),
    ],
)
def test_ratings(how, grade, words):
    rating = rate(sat(**how))
    assert rating.grade == grade
    assert words in " ".join(reason.en for reason in rating.reasons)
    assert all(reason.zh for reason in rating.reasons)


def test_every_reason_for_hard_is_given():
    assert len(rate(sat(runs=4, nudges=1, seconds=5000.0)).reasons) == 3


@pytest.mark.parametrize(
    ("how", "asked", "grade", "words"),
    [
        ({}, "again", "again", "you rated it Again (it was Good)"),
        ({}, "hard", "hard", "you rated it Hard (it was Good)"),
        ({}, "good", "good", "first run"),
        ({}, "easy", "easy", "you rated it Easy (it was Good)"),
        ({"runs": 3}, "good", "good", "you rated it Good (it was Hard), passed after 3 runs"),
        ({"runs": 3}, "easy", "good", "asked for Easy; from Hard it goes up to Good at most"),
        ({"reveals": 1}, "easy", "hard", "from Again it goes up to Hard at most"),
        ({"ending": "skipped"}, "easy", "again", "given up"),
    ],
)
def test_the_learner_rates_down_freely_and_up_by_one_step(how, asked, grade, words):
    rating = rate(sat(**how, asked=asked))
    assert rating.grade == grade
    assert words in ", ".join(reason.en for reason in rating.reasons)
    assert all(reason.zh for reason in rating.reasons)
