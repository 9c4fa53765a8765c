"""The state that is kept is what the facts make; a wrong one is found and made anew."""

from __future__ import annotations

import msgspec
import pytest

from exercises.environment import Environment
from trainer import drills, undoing
from trainer.folding import FOLD, fold
from trainer.health import examine, made_anew
from trainer.snapshot import disagrees
from trainer.state import State


@pytest.fixture
def long_enough(desk, monkeypatch):
    """A desk whose every fact makes the state be kept."""
    monkeypatch.setattr("trainer.snapshot._WORTH_KEEPING", 1)
    return desk


def works(desk, clock):
    """Some days of practice of every sort, with some of it taken back."""
    for number in range(12):
        served = desk.serves()
        if served:
            desk.runs(served)
            if number % 3:
                desk.passes(served)
            elif number % 2:
                drills.skip(desk)
            if number % 4 == 1:
                undoing.undo(desk)
        desk.record("answered", "mae-by-hand", {"typed": "1", "right": number % 2 == 0})
        clock.passes(hours=13)


def test_what_is_kept_is_what_the_facts_make(long_enough, clock):
    works(long_enough, clock)
    long_enough.state()
    assert long_enough.history.folded(FOLD) is not None
    assert not disagrees(long_enough.history)
    facts = list(long_enough.history.facts())
    upto, kept = long_enough.history.folded(FOLD)
    assert upto == facts[-1].id
    assert msgspec.msgpack.decode(kept, type=State) == fold(State(), facts)


def test_a_short_history_keeps_none(desk):
    desk.passes("mae")
    assert desk.history.folded(FOLD) is None
    assert not disagrees(desk.history)


@pytest.mark.parametrize("damage", [b"\xff", b"", None])
def test_a_wrong_state_is_found_and_made_anew(long_enough, sit_down, workspace, damage):
    desk = long_enough
    desk.passes("mae")
    state = desk.state()
    kept = msgspec.msgpack.encode(State()) if damage is None else damage
    desk.history.keep_folded(FOLD, desk.history.last_id(), kept)
    assert disagrees(desk.history)
    (found,) = [f for f in examine(Environment({}, workspace.root)) if f.name == "history"]
    assert found.ok is False
    assert "doctor --repair" in found.detail
    assert made_anew(desk.history.file)
    assert not made_anew(desk.history.file)
    assert sit_down().state() == state
    assert all(f.ok for f in examine(Environment({}, workspace.root)) if f.name == "history")
