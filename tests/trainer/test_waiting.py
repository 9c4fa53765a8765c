"""A history that another command holds stops no grade, and loses none."""

from __future__ import annotations

import sqlite3

import pytest

from trainer import desk as desk_module
from trainer.trouble import Busy


@pytest.fixture
def held(workspace, monkeypatch, desk):
    """Another command that holds the history until it is told to let go."""
    desk.serves()  # there is one
    desk.history.close()
    monkeypatch.setattr(desk_module, "WAIT_SECONDS", 0.05)
    monkeypatch.setattr(desk_module, "HURRY_SECONDS", 0.05)
    other = sqlite3.connect(workspace.private / "history.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


def test_a_run_while_the_history_is_held_is_recorded_later_as_of_its_own_time(
    held, sit_down, clock, workspace
):
    during = sit_down()
    assert during.in_exam() is False
    clock.passes(minutes=3)
    result = during.passes("mae")
    assert (result.recorded, result.grade) == (False, None)
    assert "history" in result.unrated.en
    held.execute("ROLLBACK")
    clock.passes(days=2)
    after = sit_down()
    card = after.state().cards["mae"]
    assert (card.grade, card.memory.last) == ("good", "2026-03-02")
    (run,) = [fact for fact in after.history.facts() if fact.kind == "run"]
    assert run.at == "2026-03-02T09:03:00.000+00:00"
    assert after.history.source(run.data["sha256"])
    assert not (workspace.private / "waiting").exists()
    assert len(list(sit_down().history.facts())) == len(list(after.history.facts()))


def test_a_history_that_can_be_read_and_not_written_is_waited_for_once(held, sit_down):
    held.execute("ROLLBACK")
    held.execute("BEGIN IMMEDIATE")
    during = sit_down()
    assert during.state().sittings
    assert not during.passes("mae").recorded
    assert not during.runs("mae").recorded
    held.execute("ROLLBACK")
    assert sit_down().state().cards["mae"].pass_days == 1


def test_all_else_says_who_holds_it(held, sit_down):
    with pytest.raises(Busy, match="in use by another command"):
        sit_down().state()


def test_a_file_that_is_no_run_stays_and_stops_nothing(desk, sit_down, workspace):
    folder = workspace.private / "waiting"
    folder.mkdir()
    for number, content in enumerate((b"", b"{}", b"[1]", b'{"exercise": 1}')):
        (folder / f"{number}.json").write_bytes(content)
    sit_down().passes("mae")
    assert len(list(folder.iterdir())) == 4
