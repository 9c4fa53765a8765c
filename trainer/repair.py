"""What can be done about a history that was damaged, lost or emptied: put back what a backup holds.

Nothing is thrown away: the file that was there is kept beside the one that takes its place.
"""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from exercises.errors import PracticeError
from trainer.facts import fault

Row = tuple[int, str, str, str, str, str]
_SELECT = "SELECT id, kind, exercise, at, day, data FROM facts ORDER BY id"


class Offer(NamedTuple):
    """A backup that has something the history lacks."""

    backup: Path
    lacking: list[int]
    """Numbers of facts that the backup holds and the history does not, or not readably."""


def offer(file: Path) -> Offer | None:
    """The backup that helps most, or None when none does."""
    here = sound_rows(file)
    best: Offer | None = None
    for backup in sorted((file.parent / "backups").glob("history-*.sqlite3")):
        lacking = sorted(sound_rows(backup).keys() - here.keys())
        if lacking and (best is None or len(lacking) >= len(best.lacking)):
            best = Offer(backup, lacking)
    return best


def require_no_loss(file: Path) -> None:
    """A history that is gone or empty while copies of it stand beside it was lost. To begin anew
    in silence would lose it for good: only the learner can say."""
    if file.is_file() and file.stat().st_size and _has_facts(file):
        return
    found = offer(file)
    if found is None:
        return
    state = "is empty" if file.exists() else "is gone"
    raise PracticeError(
        f"The history {file} {state}, but {found.backup.name} beside it holds "
        f"{len(found.lacking)} facts.",
        "`practice doctor --repair` puts them back. To begin anew all the same, move the folder "
        f"{found.backup.parent} away.",
        exit_code=3,
    )


def _has_facts(file: Path) -> bool:
    """Whether there are facts that cannot be read; a damaged file is not taken for an empty one."""
    try:
        with read_only(file, wait=0) as db:
            return db.execute("SELECT 1 FROM facts LIMIT 1").fetchone() is not None
    except sqlite3.Error as error:
        return "no such table" not in str(error)


def carry_out(file: Path, offered: Offer, now: datetime) -> Path | None:
    """Put back what the backup holds; where the old file is kept, None when there was none."""
    part = file.with_name(file.name + ".part")
    kept = file.with_name(f"history-damaged-{now:%Y%m%d-%H%M%S}.sqlite3")
    try:
        part.unlink(missing_ok=True)
        rows = {**sound_rows(offered.backup), **sound_rows(file)}
        with (
            contextlib.closing(sqlite3.connect(offered.backup)) as old,
            contextlib.closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new)
            with new:
                refill(new, rows, read_sources(file))
        had = file.exists()
        if had:
            file.rename(kept)
        part.replace(file)
    except (OSError, sqlite3.Error) as error:
        raise PracticeError(
            f"The history could not be put back: {error}.",
            "Nothing was changed; make room, or make the folder writable.",
            exit_code=3,
        ) from None
    return kept if had else None


def refill(new: sqlite3.Connection, rows: dict[int, Row], sources: list[tuple[str, bytes]]) -> None:
    """Put these facts in the place of all that a history holds, in the caller's transaction."""
    guards = new.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:  # facts are never changed; these are being put together
        new.execute(f'DROP TRIGGER "{name}"')
    new.execute("DELETE FROM folded")
    new.execute("DELETE FROM facts")
    new.executemany("INSERT OR IGNORE INTO sources VALUES (?, ?)", sources)
    new.executemany(
        "INSERT INTO facts (id, kind, exercise, at, day, data) VALUES (?, ?, ?, ?, ?, ?)",
        [row for _, row in sorted(rows.items())],
    )
    for _, guard in guards:
        new.execute(guard)


def read_only(file: Path, wait: float = 5.0) -> contextlib.closing[sqlite3.Connection]:
    """A history that is only looked at, closed at the end; ``wait`` as many seconds for others."""
    uri = f"{file.absolute().as_uri()}?mode=ro"
    return contextlib.closing(sqlite3.connect(uri, uri=True, timeout=wait))


def sound_rows(file: Path) -> dict[int, Row]:
    """The facts of a history that can be read, by number; none of a file that is no history."""
    if not file.is_file():
        return {}
    found: dict[int, Row] = {}
    with contextlib.suppress(sqlite3.Error, OSError), read_only(file) as connection:
        for row in connection.execute(_SELECT):
            if is_sound(row):
                found[row[0]] = row
    return found


def is_sound(row: Row) -> bool:
    return why_not(row) is None


def why_not(row: Row) -> str | None:
    """Why a row of the table of facts cannot be read; None when it can."""
    _, kind, _, at, day, text = row
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, TypeError, ValueError):
        return "its data is no JSON"
    return fault(kind, at, day, data)


def read_sources(file: Path) -> list[tuple[str, bytes]]:
    if not file.is_file():
        return []
    found: list[tuple[str, bytes]] = []
    with contextlib.suppress(sqlite3.Error, OSError), read_only(file) as connection:
        found += connection.execute("SELECT sha256, source FROM sources")
    return found
