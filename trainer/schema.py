"""The tables of a history, and how one of an earlier version is brought to today's format."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

#: Each brings a history from the version of its index to the next. Never edited, only added to.
MIGRATIONS = (
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


def version(db: sqlite3.Connection) -> int:
    """The format of a history; 0 when it holds nothing yet."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring a history to the format of this version, or leave it as it was."""
    db.execute("BEGIN IMMEDIATE")
    try:
        # Another command may have done it while this one waited.
        for index in range(version(db), len(MIGRATIONS)):
            for statement in _statements(MIGRATIONS[index]):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {index + 1}")
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; a trigger holds semicolons of its own."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
