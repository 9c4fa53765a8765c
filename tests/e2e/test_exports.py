"""Statistics, exports and imports as they are typed, and what undo shows at a terminal."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conftest import Learner
from tests.e2e.terminals import Typing


@pytest.fixture
def practised(learner: Learner) -> Learner:
    learner.types("know", "softmax", "mae")
    learner.types("quiz", "answer", "mae-by-hand", "1.5")
    learner.types("next")
    return learner


def test_a_history_moves_to_another_workspace(practised, tmp_path):
    exported = practised.types("export", "h.jsonl", "--json").data
    assert exported["facts"] == 4
    other = tmp_path / "other"
    practised.types("init", str(other))
    file = str(practised.workspace / "h.jsonl")
    assert practised.types("import", file, "--json", folder=other).data["added"] == 4
    assert practised.types("import", file, "--json", folder=other).data["added"] == 0
    practised.types("export", "again.jsonl", folder=other)
    assert (other / "again.jsonl").read_bytes() == (practised.workspace / "h.jsonl").read_bytes()


def test_statistics_and_calendar_are_written_and_nothing_else_is_overwritten(practised):
    told = practised.types("stats", "--json").data
    assert told["reviews"] == 3
    assert sum(due["drills"] for due in told["due"]) == 2
    for command in (["stats", "--html"], ["calendar"], ["export"], ["export", "--csv"]):
        written = practised.types(*command, "out")
        assert written.code == 0, command
        mine = practised.writes("mae", "import torch")
        assert practised.types(*command, "mae.py").code == 2
        assert mine.read_text() == "import torch"
        (practised.workspace / "out").unlink()


def test_undo_shows_what_it_takes_back_and_asks(practised):
    shown = practised.types("undo", "--show", "--json").data
    assert shown["undone"] is None
    kinds = [fact["kind"] for fact in shown["next"]]
    assert kinds == ["served", "answered", "known", "known"]
    for typed, taken in (("n", False), ("y", True)):
        typing = Typing(practised, "undo")
        assert "Take back that it was served" in typing.reads("[y/N]")
        typing.types(f"{typed}\r")
        code, said = typing.ends()
        typing.close()
        assert code == 0
        assert ("Took back" in said) is taken
    left = json.loads(practised.types("undo", "--show", "--json").out)["next"]
    assert [fact["kind"] for fact in left] == kinds[1:]
