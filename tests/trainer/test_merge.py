"""Two histories that went apart come together: nothing is lost, nothing is there twice."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.errors import PracticeError
from tests.trainer.conftest import ZONE
from trainer.history import History
from trainer.merge import conflicts, merge

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZONE)


def told(file: Path) -> list[tuple]:
    """What a history tells, facts that take back another by what they take back."""
    history = History(file)
    facts = list(history.facts())
    history.close()
    named = {fact.id: (fact.kind, fact.exercise, fact.at) for fact in facts}
    assert [fact.id for fact in facts] == list(range(1, len(facts) + 1))
    return [
        (f.at, f.kind, f.exercise, named[f.data["fact"]] if f.kind == "undone" else None)
        for f in facts
    ]


#: What happens on one machine: the minute, and whether the fact before is taken back.
_events = st.lists(st.tuples(st.integers(0, 500), st.booleans()), max_size=8)


def _happen(file: Path, events: list, about: str) -> None:
    history = History(file)
    for number, (minute, back) in enumerate(sorted(events)):
        at = NOON + timedelta(minutes=minute, milliseconds=number)
        if back and number:
            last = history.last_id()
            history.append("undone", about, at, {"fact": last})
        history.append("skipped", f"{about}{number}", at)
    history.close()


@given(_events, _events, _events)
def test_both_sides_are_kept_by_time(before, here, there):
    with tempfile.TemporaryDirectory() as folder:
        file, other = Path(folder, "history.sqlite3"), Path(folder, "history 2.sqlite3")
        early = [(minute - 1000, back) for minute, back in before]
        _happen(file, [*early, (-2000, False)], "both")
        shutil.copy(file, other)
        _happen(file, here, "here")
        _happen(other, there, "there")
        mine, theirs = told(file), told(other)
        wanted = {*mine, *theirs}
        apart = len(set(theirs) - set(mine))
        assert [each.lacking for each in conflicts(file)] == ([apart] if apart else [])
        merged = merge(file, other, NOON)
        now = told(file)
        assert merged.added == apart
        assert len(now) == len(wanted)
        assert set(now) == wanted
        assert [fact[0] for fact in now] == sorted(fact[0] for fact in now)
        assert conflicts(file) == []
        assert merge(file, other, NOON).added == 0
        if apart:
            assert told(merged.kept) == mine
        merge(other, file, NOON)
        assert set(told(other)) == wanted


def test_the_desk_counts_what_came_in_and_the_files_with_it(desk, workspace, sit_down, clock):
    desk.passes("mae")
    file = workspace.private / "history.sqlite3"
    copy = workspace.private / "history (conflicted copy 2026-03-03).sqlite3"
    shutil.copy(file, copy)
    clock.passes(days=1)
    desk.passes("mse")
    file.rename(workspace.private / "mine")
    copy.rename(file)
    (workspace.private / "mine").rename(copy)
    clock.passes(hours=1)
    other = sit_down()
    assert "mse" not in other.state().cards
    other.passes("ce")
    (found,) = other.conflicts()
    merge(file, found.file, clock())
    after = sit_down()
    assert {"mae", "mse", "ce"} <= after.state().cards.keys()
    runs = [fact for fact in after.history.facts() if fact.kind == "run"]
    assert [run.exercise for run in runs] == ["mae", "mse", "ce"]
    assert all(after.history.source(run.data["sha256"]) for run in runs)
    assert after.conflicts() == []


def test_what_is_no_history_changes_nothing(desk, workspace, tmp_path):
    desk.passes("mae")
    before = told(desk.history.file)
    text = tmp_path / "text"
    text.write_text("no")
    for wrong in (text, tmp_path / "nothing", tmp_path):
        with pytest.raises(PracticeError):
            merge(desk.history.file, wrong, NOON)
    assert told(desk.history.file) == before
