"""Verified copies of a history, one a day: how each is made, and which are kept: many of late, few
of long ago."""

from __future__ import annotations

import contextlib
import re
import sqlite3
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


def back_up(db: sqlite3.Connection, file: Path, name: str) -> None:
    """A verified copy, once per name; older ones are thinned. A failed one stops nothing."""
    folder = file.parent / "backups"
    copy = folder / f"history-{name}.sqlite3"
    if copy.exists():
        return
    part = copy.with_suffix(".part")
    with contextlib.suppress(OSError, sqlite3.Error):
        folder.mkdir(exist_ok=True)
        part.unlink(missing_ok=True)
        last = last_fact(db)
        with contextlib.closing(sqlite3.connect(part)) as target:
            db.backup(target)
            sound = target.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            sound = sound and last_fact(target) >= last
        if not sound:
            part.unlink()
            return
        part.replace(copy)
        thin(folder)


def last_fact(db: sqlite3.Connection) -> int:
    """The number of the last fact; 0 where there is none."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM facts").fetchone()[0])
