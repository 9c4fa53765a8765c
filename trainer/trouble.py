"""A history that cannot be used now: in use, damaged, on a full disk. What SQLite says of it, as
what a learner can act on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from exercises.errors import PracticeError


class Busy(PracticeError):
    """Another command holds the history."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"The history {file} is in use by another command.",
            "Try again in a moment; `practice grade` with the name of an exercise grades it all "
            "the same.",
            exit_code=3,
        )


def explanation(file: Path, error: sqlite3.Error) -> PracticeError:
    """What SQLite says about a history, as what a learner can act on."""
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
