"""Two histories that went apart, put together again: those of two machines whose folders are kept
in step, of which one became a "conflicted copy".

A fact is the same in both when everything about it is, except its number. What one lacks takes its
place by time; nothing is lost, and the history as it was is kept among the backups.
"""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from exercises.errors import PracticeError
from trainer.exporting import from_json_lines, is_json_lines
from trainer.repair import Row, read_only, read_sources, refill, sound_rows

_Key = tuple[Any, ...]
#: What programs that keep folders in step, and people who copy, make of `history.sqlite3`.
_COPIES = "history*.sqlite3"


class Conflict(NamedTuple):
    """A copy of the history beside it that holds what it lacks."""

    file: Path
    lacking: int
    """How many facts."""


class Merged(NamedTuple):
    added: int
    kept: Path | None
    """The history as it was; None when nothing was added."""


def conflicts(file: Path) -> list[Conflict]:
    """The copies beside a history that hold facts it lacks. What `doctor --repair` put away is
    none: it was damaged, and all of it that can be read is here."""
    copies = [
        copy
        for copy in sorted(file.parent.glob(_COPIES))
        if copy != file and not copy.name.startswith("history-damaged-")
    ]
    ours = sound_rows(file) if copies else {}
    counted = [Conflict(copy, len(_lacking(ours, sound_rows(copy)))) for copy in copies]
    return [each for each in counted if each.lacking]


def merge(file: Path, other: Path, now: datetime) -> Merged:
    """Add to the history in ``file`` what that in ``other`` holds and it lacks."""
    theirs, sources = _read(other)
    try:
        with contextlib.closing(sqlite3.connect(file, timeout=10.0, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")  # nobody adds to it while it is put together
            ours = sound_rows(file)
            added = _lacking(ours, theirs)
            if not added:
                db.execute("ROLLBACK")
                return Merged(0, None)
            kept = _kept(file, now)
            try:
                refill(db, _together(ours, theirs, added), sources)
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise
    except (OSError, sqlite3.Error) as error:
        raise PracticeError(
            f"The history could not be put together: {error}.",
            "Nothing was changed; try again when no other command is running.",
            exit_code=3,
        ) from None
    return Merged(len(added), kept)


def _read(other: Path) -> tuple[dict[int, Row], list[tuple[str, bytes]]]:
    """The facts of another history and the files they are about, from SQLite or as exported."""
    if not other.is_file():
        raise PracticeError(f"There is no file {other}.", "`practice import` takes a history.")
    try:
        with other.open("rb") as stream:
            exported = is_json_lines(stream.read(64))
        theirs, sources = (
            from_json_lines(other.read_bytes(), other)
            if exported
            else (sound_rows(other), read_sources(other))
        )
    except OSError as error:
        raise PracticeError(
            f"{other} cannot be read: {error.strerror}.", "Make it readable.", exit_code=3
        ) from None
    if not theirs:
        raise PracticeError(
            f"{other} holds no history of `practice`.",
            "A history is what `practice export` wrote, or the file `.practice/history.sqlite3` "
            "of a workspace, or a copy of it.",
        )
    return theirs, sources


def _kept(file: Path, now: datetime) -> Path:
    """A copy of the history as it is."""
    copy = file.parent / "backups" / f"history-before-import-{now:%Y%m%d-%H%M%S}.sqlite3"
    copy.parent.mkdir(exist_ok=True)
    with read_only(file) as old, contextlib.closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    return copy


def _lacking(ours: dict[int, Row], theirs: dict[int, Row]) -> list[Row]:
    """Their facts that are not among ours, in their order."""
    here = {_key(row, ours) for row in ours.values()}
    return [row for row in theirs.values() if _key(row, theirs) not in here]


def _key(row: Row, rows: dict[int, Row]) -> _Key:
    """All about a fact but its number; what takes another back is about that."""
    _, kind, exercise, at, day, text = row
    if kind != "undone":
        return (kind, exercise, at, day, text)
    target = rows.get(msgspec.json.decode(text).get("fact"))
    about = _key(target, rows) if target is not None and target[1] != "undone" else text
    return (kind, exercise, at, day, about)


def _together(
    ours: dict[int, Row], theirs: dict[int, Row], added: list[Row]
) -> dict[int, Row]:  # fmt: skip
    """Ours with what is added, by time after the last fact that both have, numbered anew."""
    there = {_key(row, theirs) for row in theirs.values()}
    mine = list(ours.values())
    common = max((n for n, row in enumerate(mine, 1) if _key(row, ours) in there), default=0)
    order: list[tuple[Row, bool]] = [(row, True) for row in mine[:common]]
    left, right = mine[common:], list(added)
    while left or right:
        own = bool(left) and (not right or left[0][3] <= right[0][3])
        order.append(((left if own else right).pop(0), own))
    numbers = {row[0]: place for place, (row, own) in enumerate(order, 1) if own}
    by_key = {_key(row, ours): numbers[row[0]] for row in mine}
    foreign = {row[0]: place for place, (row, own) in enumerate(order, 1) if not own}
    foreign |= {id_: by_key[_key(row, theirs)] for id_, row in theirs.items()
                if id_ not in foreign and _key(row, theirs) in by_key}  # fmt: skip
    return {
        place: _renumbered(row, place, numbers if own else foreign)
        for place, (row, own) in enumerate(order, 1)
    }


def _renumbered(row: Row, place: int, numbers: dict[int, int]) -> Row:
    _, kind, exercise, at, day, text = row
    if kind == "undone":
        data = msgspec.json.decode(text)
        data["fact"] = numbers.get(data["fact"], 0)  # of a damaged one: then it takes back nothing
        text = msgspec.json.encode(data).decode()
    return (place, kind, exercise, at, day, text)
