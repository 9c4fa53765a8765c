"""How late, and what that takes off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohort.lateness import Policy, moment, policy
from exercises.errors import PracticeError

DAY = 86400.0


@pytest.mark.parametrize(
    ("late", "score"),
    [(None, 100), (0, 100), (1, 90), (DAY, 90), (DAY + 1, 80), (9.5 * DAY, 0), (40 * DAY, 0)],
)
def test_every_day_begun_takes_its_share(late, score):
    assert Policy(0, 10, 86400).score(True, late) == score


def test_what_did_not_pass_has_no_score_to_lose():
    assert Policy(0, 10, 86400).score(False, 0) == 0


@pytest.mark.parametrize(
    ("due", "late", "said"),
    [
        ("soon", None, "no time"),
        ("2026-11-20", "ten percent", "no rule"),
        ("2026-11-20", "110%/day", "no rule"),
        (None, "10%/day", "nothing says what is late"),
    ],
)
def test_what_is_no_rule_is_said_to_be_none(due, late, said):
    with pytest.raises(PracticeError) as raised:
        policy(due, late)
    assert said in raised.value.message


def test_a_day_without_an_hour_ends_at_midnight():
    assert moment("2026-11-20", "") == moment("2026-11-20T23:59:59", "")


def test_a_zone_is_honoured():
    assert moment("2026-11-20T08:00+08:00", "") == moment("2026-11-20T00:00Z", "")


def test_an_extension_counts_instead_of_the_due_time_of_everybody():
    rule = Policy(100.0)
    assert (rule.late(150.0), rule.late(150.0, due=200.0), rule.late(None)) == (50, 0, None)


@given(st.floats(0, 1e8), st.floats(0, 1e8), st.floats(0, 100))
def test_later_never_scores_more(one, other, percent):
    rule = Policy(0, percent, 3600)
    first, second = sorted((one, other))
    assert 0 <= rule.score(True, second) <= rule.score(True, first) <= 100
