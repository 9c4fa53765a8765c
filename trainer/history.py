"""The log of what happened, in SQLite: facts are appended, committed, and never changed.

Everything else the trainer knows is a fold over these facts (`trainer.folding`). A folded state is
kept beside them to save time and may be dropped at any moment.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from exercises.errors import PracticeError
from trainer import schema
from trainer.backups import back_up, last_fact
from trainer.days import local_day
from trainer.facts import Fact, Kind, renamed
from trainer.repair import require_no_loss, why_not
from trainer.trouble import explanation

WAIT_SECONDS = 10.0
HURRY_SECONDS = 0.3

#: Of all histories of this process: whoever runs a command says so at its end.
SET_ASIDE: dict[int, str] = {}


class History:
    """The facts of one workspace. Safe with several commands at once."""

    def __init__(
        self, file: Path, wait: float = WAIT_SECONDS, names: Mapping[str, str] | None = None
    ) -> None:
        """``wait``: the seconds after which another command that holds it is not waited for any
        longer, and whatever is asked raises `Busy`. ``names``: exercises that were called
        otherwise when a fact was written, and what each is called now."""
        self.file = file
        self._names = dict(names or {})
        self.set_aside: dict[int, str] = SET_ASIDE
        """Facts that cannot be read, by number, and why: all others count."""
        require_no_loss(file)
        with self._explained():
            fresh = not file.exists()
            self._db = sqlite3.connect(file, timeout=wait, isolation_level=None)
            format_ = schema.version(self._db)
            if format_ > len(schema.MIGRATIONS):
                self._db.close()
                raise PracticeError(
                    f"{file} was written by a newer `practice` (format {format_}, this one knows "
                    f"{len(schema.MIGRATIONS)}). It was left untouched.",
                    "Install the newer `practice`.",
                    exit_code=3,
                )
            if format_ < len(schema.MIGRATIONS):
                if not fresh and format_:
                    back_up(self._db, file, f"before-format-{len(schema.MIGRATIONS)}")
                schema.migrate(self._db)

    def close(self) -> None:
        self._db.close()

    def hurry(self) -> None:
        """Wait no longer for other commands: this one has waited once."""
        self._db.execute(f"PRAGMA busy_timeout = {round(HURRY_SECONDS * 1000)}")

    # -- reading ---------------------------------------------------------------------------------

    def facts(self, after: int = 0, upto: int | None = None) -> Iterator[Fact]:
        """Facts with an id above ``after``, and at most ``upto``, in the order in which they
        happened."""
        until = 2**62 if upto is None else upto
        return self._facts("id > ? AND id <= ? ORDER BY id", (after, until))

    def backwards(self) -> Iterator[Fact]:
        """Facts, the last one first."""
        return self._facts("1 ORDER BY id DESC", ())

    def of_kind(self, kind: Kind) -> Iterator[Fact]:
        """The facts of one kind, in the order in which they happened."""
        return self._facts("kind = ? ORDER BY id", (kind,))

    def runs_of(self, exercise: str) -> Iterator[Fact]:
        """The runs of one exercise, under whichever of its ids they were recorded."""
        ids = [exercise, *(old for old, new in self._names.items() if new == exercise)]
        marks = ", ".join("?" * len(ids))
        return self._facts(f"kind = 'run' AND exercise IN ({marks}) ORDER BY id", tuple(ids))

    def about(self, exercise: str) -> Iterator[Fact]:
        """All that its reviews are made of: its own facts, what was taken back, and the exams,
        whose pauses stop its clock."""
        ids = [exercise, *(old for old, new in self._names.items() if new == exercise)]
        marks = ", ".join("?" * len(ids))
        which = f"(exercise IN ({marks}) OR kind IN ('undone', 'exam')) ORDER BY id"
        return self._facts(which, tuple(ids))

    def _facts(self, which: str, values: tuple[int | str, ...]) -> Iterator[Fact]:
        """Those that can be read, as things are called now."""
        with self._explained():
            rows = self._db.execute(
                f"SELECT id, kind, exercise, at, day, data FROM facts WHERE {which}", values
            )
            for row in rows:
                why = why_not(row)
                if why is None:
                    id_, kind, exercise, at, day, data = row
                    exercise, held = renamed(kind, exercise, msgspec.json.decode(data), self._names)
                    yield Fact(id_, kind, exercise, at, day, held)
                else:
                    self.set_aside[row[0]] = why

    def source(self, sha256: str) -> bytes | None:
        """A file that was kept with a fact, by its digest; None when there is none."""
        with self._explained():
            row = self._db.execute(
                "SELECT source FROM sources WHERE sha256 = ?", (sha256,)
            ).fetchone()
        return None if row is None else bytes(row[0])

    def began(self) -> str:
        """When the first fact was written: it tells one learner's history from another's."""
        with self._explained():
            row = self._db.execute("SELECT at FROM facts ORDER BY id LIMIT 1").fetchone()
        return row[0] if row else ""

    def folded(self, rules: int) -> tuple[int, bytes] | None:
        """A state folded by these rules, and the last fact in it."""
        with self._explained():
            row = self._db.execute(
                "SELECT upto, state FROM folded WHERE rules = ?", (self._rules(rules),)
            ).fetchone()
        return None if row is None else (row[0], row[1])

    def last_id(self) -> int:
        with self._explained():
            return last_fact(self._db)

    # -- writing ---------------------------------------------------------------------------------

    def append(
        self, kind: Kind, exercise: str, now: datetime, data: dict[str, Any] | None = None,
        source: tuple[str, bytes] | None = None,
    ) -> Fact:  # fmt: skip
        """Commit one fact; with it, the learner's file that it is about, once per content."""
        at = now.astimezone(UTC).isoformat(timespec="milliseconds")
        day, data = local_day(now), data or {}
        with self.deciding(now), self._explained():
            if source is not None:
                self._db.execute("INSERT OR IGNORE INTO sources VALUES (?, ?)", source)
            cursor = self._db.execute(
                "INSERT INTO facts (kind, exercise, at, day, data) VALUES (?, ?, ?, ?, ?)",
                (kind, exercise, at, day, msgspec.json.encode(data).decode()),
            )
        return Fact(int(cursor.lastrowid or 0), kind, exercise, at, day, data)

    @contextlib.contextmanager
    def deciding(self, now: datetime) -> Iterator[None]:
        """One transaction: what is read in it is still so when what it appends is committed, so
        that two commands at once never decide on the same thing twice."""
        with self._explained():
            if self._db.in_transaction:  # part of another decision
                yield
                return
            if self._db.execute("SELECT 1 FROM facts LIMIT 1").fetchone():
                back_up(self._db, self.file, local_day(now))
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    def drop_folded(self) -> None:
        """Drop the folded state: it is made anew from the facts."""
        with self._explained():
            self._db.execute("DELETE FROM folded")

    def keep_folded(self, rules: int, upto: int, state: bytes) -> None:
        """Keep a folded state; not being able to is no reason to say anything."""
        with contextlib.suppress(sqlite3.Error):
            self._db.execute(
                "INSERT OR REPLACE INTO folded VALUES (1, ?, ?, ?)",
                (self._rules(rules), upto, state),
            )

    def _rules(self, rules: int) -> int:
        """A state folded under other names is another state."""
        named = zlib.crc32(repr(sorted(self._names.items())).encode()) if self._names else 0
        return rules + (named << 24)

    # -- health ----------------------------------------------------------------------------------

    def complaint(self) -> str | None:
        """What SQLite's own check finds wrong, or None."""
        with self._explained():
            found = str(self._db.execute("PRAGMA quick_check(1)").fetchone()[0])
        return None if found == "ok" else found

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what SQLite says into what a learner can act on."""
        try:
            yield
        except sqlite3.Error as error:
            raise explanation(self.file, error) from None
