"""Which backups stay: those of 12 days, 10 weeks and 9 months."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trainer.backups import kept, thin

START = date(2024, 1, 1)  # a Monday


def day_by_day(days: list[date]) -> set[date]:
    """What is left when every day adds a copy and thins the rest."""
    left: set[date] = set()
    for day in sorted(days):
        left = kept({*left, day})
    return left


def test_two_years_of_daily_practice_leave_days_weeks_and_months():
    days = [START + timedelta(n) for n in range(731)]  # till 31 December 2025, a Wednesday
    left = sorted(day_by_day(days), reverse=True)
    assert left[:12] == sorted(days[-12:], reverse=True)
    sundays = [date(2025, 12, 28) - timedelta(7 * n) for n in range(9)]
    month_ends = [date(2025, m, 1) - timedelta(1) for m in range(12, 4, -1)]
    assert set(left[12:]) == {*sundays, *month_ends} - set(left[:12])


_DAYS = st.sets(st.integers(0, 1500).map(lambda n: START + timedelta(n)), max_size=80)


@given(_DAYS)
def test_thinning_each_day_leaves_what_thinning_once_would(days):
    assert day_by_day(sorted(days)) == kept(days)


@given(_DAYS)
def test_few_stay_and_the_newest_is_among_them(days):
    left = kept(days)
    assert left <= days
    assert min(12, len(days)) <= len(left) <= 12 + 10 + 9
    assert not days or max(days) in left


def test_only_daily_copies_are_deleted(tmp_path):
    daily = [tmp_path / f"history-{START + timedelta(n)}.sqlite3" for n in range(20)]
    others = [
        tmp_path / "history-before-import-20240101-120000.sqlite3",
        tmp_path / "history-2024-13-45.sqlite3",
        tmp_path / "ce-20240101-120000.py",
    ]
    for file in [*daily, *others]:
        file.touch()
    thin(tmp_path)
    left = set(tmp_path.iterdir())
    assert set(others) <= left
    assert set(daily[-12:]) <= left
    assert daily[0] not in left
    assert daily[6] in left  # the Sunday of an earlier week
