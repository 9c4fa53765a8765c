"""The learner's days, which begin at four in the morning."""

from __future__ import annotations

from datetime import date, datetime, timedelta

#: A new day begins at four in the morning, as in other trainers: late practice is still today's.
ROLLOVER = timedelta(hours=4)


def local_day(now: datetime) -> str:
    """The learner's day at this moment (aware, in their zone), as YYYY-MM-DD."""
    return (now - ROLLOVER).date().isoformat()


class Today(date):
    """The learner's day, which begins at four."""

    night = False
    """Whether the clock is past midnight already: what comes tomorrow comes from four on."""

    @classmethod
    def at(cls, now: datetime) -> Today:
        """The learner's day at this moment (aware, in their zone)."""
        today = cls.fromisoformat(local_day(now))
        today.night = today != now.date()
        return today
