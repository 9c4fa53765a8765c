"""Which of the daily copies of a history are kept: many of late, few of long ago."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from pathlib import Path

#: So many days, weeks and months that have a copy keep their last one.
DAYS, WEEKS, MONTHS = 12, 10, 9

_NAME = re.compile(r"history-(\d{4}-\d{2}-\d{2})\.sqlite3")


def kept(days: Iterable[date]) -> set[date]:
    """The days whose copies stay: the last 12, the last of 10 weeks (from Monday on) and the last
    of 9 months.

    Only days on which there is a copy count, so that nothing goes by waiting: whoever comes back
    after a year still has them all.
    """
    newest = sorted(set(days), reverse=True)
    periods: list[tuple[int, Callable[[date], Hashable]]] = [
        (DAYS, lambda day: day),
        (WEEKS, lambda day: day.isocalendar()[:2]),
        (MONTHS, lambda day: (day.year, day.month)),
    ]
    stay: set[date] = set()
    for count, period in periods:
        last: dict[Hashable, date] = {}
        for day in newest:
            last.setdefault(period(day), day)
        stay.update(list(last.values())[:count])
    return stay


def thin(folder: Path) -> None:
    """Delete the daily copies in ``folder`` that need not stay, and nothing else. Raises OSError.

    Copies made before an import or a new format have other names, and stay.
    """
    copies: dict[date, Path] = {}
    for file in folder.glob("history-2*.sqlite3"):
        named = _NAME.fullmatch(file.name)
        if named:
            try:
                copies[date.fromisoformat(named[1])] = file
            except ValueError:
                continue  # no day of ours
    for day in copies.keys() - kept(copies):
        copies[day].unlink()
