"""Days as people say them."""

from __future__ import annotations

from datetime import date, timedelta

from screens.words import Say
from trainer.days import Today

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day(when: date, today: date, say: Say) -> str:
    """``Fri 27 Nov (in 4 days)``: the day, and how far it is from today.

    ``today`` is the learner's day, which ends at four. Between midnight and four the clock is a
    day further: the day that begins at four is then called by that, never ``tomorrow``.
    """
    name = dated(when, say, with_year=when.year != today.year)
    return f"{name}{say(' (', '，')}{distance(when, today, say)}{say(')', '')}"


def weekday(when: date, today: date, say: Say) -> str:
    """``Thu`` within a week, ``Thu 3 Dec`` further on; ``today`` and ``tomorrow`` as they are,
    unless the clock is between the two."""
    days = (when - today).days
    if days <= 1 and not _night(today):
        return distance(when, today, say)
    if days < 7:
        return say(_DAYS[when.weekday()], f"周{'一二三四五六日'[when.weekday()]}")
    return dated(when, say, with_year=when.year != today.year)


def dated(when: date, say: Say, with_year: bool = True) -> str:
    """``Fri 27 Nov 2026``."""
    year = f" {when.year}" if with_year else ""
    year_zh = f"{when.year} 年 " if with_year else ""
    return say(
        f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}{year}",
        f"{year_zh}{when.month} 月 {when.day} 日（周{'一二三四五六日'[when.weekday()]}）",
    )


def distance(when: date, today: date, say: Say) -> str:
    """``today``, ``tomorrow``, ``in 4 days``, ``2 days ago``."""
    night = _night(today)
    days = (when - today).days - night
    if night and days == 0:
        return say("from 4:00 on", "凌晨 4 点起")
    if night and days == -1:
        return say("now", "现在")
    near = {
        -1: ("yesterday", "昨天"),
        0: ("today", "今天"),
        1: ("tomorrow", "明天"),
    }
    if days in near:
        return say(*near[days])
    if days > 0:
        return say(f"in {days} days", f"{days} 天后")
    return say(f"{-days} days ago", f"{-days} 天前")


def tomorrow(today: date, say: Say) -> str:
    """The next of the learner's days: ``tomorrow``, and past midnight ``from 4:00 on``."""
    return distance(today + timedelta(days=1), today, say)


def until_tomorrow(today: date, say: Say) -> str:
    """``until tomorrow``, and past midnight ``until 4:00``."""
    return (
        say("until 4:00", "凌晨 4 点再出") if _night(today) else say("until tomorrow", "明天再出")
    )


def _night(today: date) -> bool:
    return isinstance(today, Today) and today.night


def brief(when: date, say: Say) -> str:
    """``27 Nov``, for where there is little room."""
    return say(f"{when.day} {_MONTHS[when.month - 1]}", f"{when.month}-{when.day}")
