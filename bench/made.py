"""Histories that were made up, for measuring: as many runs as asked for, spread over years."""

from __future__ import annotations

import json
import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from exercises.answer import mistakes
from exercises.catalogue import Catalogue, load_catalogue
from exercises.questions import load_questions
from trainer.history import History

_RUNS = (1, 1, 2, 3, 4)
_INSERT = "INSERT INTO facts (kind, exercise, at, day, data) VALUES (?, ?, ?, ?, ?)"


def fill(file: Path, runs: int, until: datetime, days: int = 0, seed: int = 0) -> int:
    """Write a history with ``runs`` graded runs that end the day before ``until`` (aware) to
    ``file``, which must not exist; how many facts it has. ``days``: how many days it goes back,
    by default one for every twenty runs."""
    History(file).close()
    drawn = random.Random(seed)
    catalogue, questions = load_catalogue(), sorted(load_questions())
    days = days or max(2, runs // 20)
    rows: list[tuple[str, str, str, str, str]] = []

    def add(kind: str, about: str, at: datetime, **data: object) -> None:
        utc = at.astimezone(UTC).isoformat(timespec="milliseconds")
        rows.append((kind, about, utc, at.date().isoformat(), json.dumps(data)))

    made, ideas = 0, _ideas(catalogue)
    for number in range(days):
        if drawn.random() < 0.2 and number < days - 1:
            continue  # a day off, which the next ones make up for
        day = (until - timedelta(days - number)).replace(hour=9, minute=0, second=0)
        wanted = runs * (number + 1) // days - made
        while wanted > 0:
            id_ = drawn.choice(list(catalogue)[: 6 + (number * len(catalogue)) // days])
            spec = catalogue[id_]
            add("served", id_, day, seed=1, by="next", family=spec.family,
                par_minutes=spec.par_minutes)  # fmt: skip
            tries = min(drawn.choice(_RUNS), wanted)
            for left in range(tries - 1, -1, -1):
                day += timedelta(minutes=drawn.uniform(0.3, 1.1) * spec.par_minutes / tries)
                failed = left > 0 or drawn.random() < 0.08
                add("run", id_, day, outcome="failed" if failed else "passed",
                    sha256=f"{len(rows):064x}", unwritten=False, failed=[],
                    mistake=drawn.choice(ideas[id_]) if failed else None, said="", repaired=[],
                    says=f"{len(rows):064x}")  # fmt: skip
            if failed:
                add("skipped", id_, day)
            made, wanted = made + tries, wanted - tries
            add("answered", drawn.choice(questions), day, typed="a", right=drawn.random() < 0.85)
    with sqlite3.connect(file) as db:
        db.executemany(_INSERT, rows)
    db.close()
    return len(rows)


def _ideas(catalogue: Catalogue) -> dict[str, list[str | None]]:
    """The wrong ideas of each exercise, and none about as often."""
    return {id_: [*sorted(mistakes(spec))[:2], None, None] for id_, spec in catalogue.items()}
