"""Runs that could not be recorded, since another command held the history: kept until it is free.

Grading needs no history, so a verdict is never held up; what it says is kept in a file beside the
history and recorded, as of its own time, by the next command that finds the history free.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from exercises.files import write_whole

_FOLDER = "waiting"


class Run(msgspec.Struct, frozen=True):
    """One grading, as `trainer.runs.ran` takes it."""

    exercise: str
    at: str
    """When it was made, ISO 8601 with the learner's zone."""
    outcome: str
    source: bytes
    facts: dict[str, Any]


def keep(private: Path, run: Run) -> None:
    """Keep a run in the workspace's private folder. Raises OSError."""
    moment = datetime.fromisoformat(run.at).astimezone(UTC).strftime("%Y%m%d-%H%M%S-%f")
    names = (private / _FOLDER / f"{moment}-{n:03}-{run.exercise}.json" for n in itertools.count())
    write_whole(next(name for name in names if not name.exists()), msgspec.json.encode(run))


def kept(private: Path) -> Iterator[tuple[Path, Run]]:
    """The runs that wait, the oldest first; a file that is none stays and is passed over."""
    folder = private / _FOLDER
    if not folder.is_dir():
        return
    for file in sorted(folder.glob("*.json")):
        with contextlib.suppress(OSError, msgspec.MsgspecError, ValueError):
            run = msgspec.json.decode(file.read_bytes(), type=Run)
            datetime.fromisoformat(run.at)
            yield file, run


def gone(file: Path) -> None:
    """Drop a run that was recorded, and the folder with the last."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
        file.parent.rmdir()
