"""The log of what happened, in SQLite: facts are appended, committed, and never changed.

Everything else the trainer knows is a fold over these facts (`trainer.folding`). A folded state is
kept beside them to save time and may be dropped at any moment.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from exercises.errors import PracticeError
from trainer.backups import thin
from trainer.facts import renamed
from trainer.repair import offer, read_only, why_not

Kind = Literal[
    "served",
    "run",
    "hint",
    "revealed",
    "skipped",
    "undone",
    "answered",
    "planned",
    "exam",
    "extra",
    "known",
    "buried",
    "suspended",
    "resumed",
    "interview",
    "fitted",
]

#: A new day begins at four in the morning, as in other trainers: late practice is still today's.
ROLLOVER = timedelta(hours=4)

WAIT_SECONDS = 10.0
HURRY_SECONDS = 0.3

#: Each brings a history from the version of its index to the next. Never edited, only added to.
_MIGRATIONS = (
    """
    CREATE TABLE facts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        exercise TEXT NOT NULL,
        at TEXT NOT NULL,   -- UTC, ISO 8601
        day TEXT NOT NULL,  -- the learner's local day, which begins at four
        data TEXT NOT NULL  -- JSON
    );
    CREATE TABLE sources (sha256 TEXT PRIMARY KEY, source BLOB NOT NULL);
    CREATE TABLE folded (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        rules INTEGER NOT NULL,
        upto INTEGER NOT NULL,
        state BLOB NOT NULL
    );
    CREATE TRIGGER facts_stay BEFORE UPDATE ON facts
        BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
    CREATE TRIGGER facts_remain BEFORE DELETE ON facts
        BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
    """,
    # REPLACE deletes without asking the trigger above; files are kept as facts are
    """
    CREATE TRIGGER facts_are_new BEFORE INSERT ON facts
        WHEN EXISTS (SELECT 1 FROM facts WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'facts are never replaced'); END;
    CREATE TRIGGER sources_stay BEFORE UPDATE ON sources
        BEGIN SELECT RAISE(ABORT, 'files are never changed'); END;
    CREATE TRIGGER sources_remain BEFORE DELETE ON sources
        BEGIN SELECT RAISE(ABORT, 'files are never deleted'); END;
    """,
)


class Fact(msgspec.Struct, frozen=True):
    """One thing that happened. ``data`` depends on the kind."""

    id: int
    kind: Kind
    exercise: str
    at: str
    day: str
    data: dict[str, Any] = {}


#: Of all histories of this process: whoever runs a command says so at its end.
SET_ASIDE: dict[int, str] = {}


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


class Busy(PracticeError):
    """Another command holds the history."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"The history {file} is in use by another command.",
            "Try again in a moment; `practice grade` with the name of an exercise grades it all "
            "the same.",
            exit_code=3,
        )


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
        _require_no_loss(file)
        with self._explained():
            fresh = not file.exists()
            self._db = sqlite3.connect(file, timeout=wait, isolation_level=None)
            version = self._version()
            if version > len(_MIGRATIONS):
                self._db.close()
                raise PracticeError(
                    f"{file} was written by a newer `practice` (format {version}, this one knows "
                    f"{len(_MIGRATIONS)}). It was left untouched.",
                    "Install the newer `practice`.",
                    exit_code=3,
                )
            if version < len(_MIGRATIONS):
                if not fresh and version:
                    self._back_up(f"before-format-{len(_MIGRATIONS)}")
                self._migrate()

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
            return _last_fact(self._db)

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
            self._back_up_daily(local_day(now))
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

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def _migrate(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            # Another command may have done it while this one waited.
            for index in range(self._version(), len(_MIGRATIONS)):
                for statement in _statements(_MIGRATIONS[index]):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {index + 1}")
            self._db.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise

    def _back_up_daily(self, day: str) -> None:
        if self._db.execute("SELECT 1 FROM facts LIMIT 1").fetchone():
            self._back_up(day)

    def _back_up(self, name: str) -> None:
        """A verified copy, once per name; older ones are thinned. A failed one stops nothing."""
        folder = self.file.parent / "backups"
        copy = folder / f"history-{name}.sqlite3"
        if copy.exists():
            return
        part = copy.with_suffix(".part")
        with contextlib.suppress(OSError, sqlite3.Error):
            folder.mkdir(exist_ok=True)
            part.unlink(missing_ok=True)
            last = _last_fact(self._db)
            with contextlib.closing(sqlite3.connect(part)) as target:
                self._db.backup(target)
                sound = target.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
                sound = sound and _last_fact(target) >= last
            if not sound:
                part.unlink()
                return
            part.replace(copy)
            thin(folder)

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what SQLite says into what a learner can act on."""
        try:
            yield
        except sqlite3.Error as error:
            raise _explanation(self.file, error) from None


def _last_fact(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM facts").fetchone()[0])


def _require_no_loss(file: Path) -> None:
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


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; a trigger holds semicolons of its own."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _explanation(file: Path, error: sqlite3.Error) -> PracticeError:
    said = str(error)
    backups = file.parent / "backups"
    if "malformed" in said or "not a database" in said or "no such table" in said:
        return PracticeError(
            f"The history {file} is damaged ({said}). It was left as it is.",
            f"Verified copies of earlier days are in {backups}: put the newest in its place, or "
            "move the damaged file away to start anew. Your code is not affected.",
            exit_code=3,
        )
    if "locked" in said:
        return Busy(file)
    if "full" in said:
        return PracticeError(
            f"The disk is full: nothing could be added to {file}.",
            "Make room and run the command again; nothing was lost.",
            exit_code=3,
        )
    if "readonly" in said or "unable to open" in said or "I/O" in said:
        return PracticeError(
            f"The history {file} cannot be written ({said}).",
            "Make the file and its folder writable; nothing was lost.",
            exit_code=3,
        )
    return PracticeError(f"The history {file} failed: {said}.", "`practice doctor` looks at it.", 3)
