"""A workspace that an earlier version made opens unharmed: nothing forgotten, nothing moved."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exercises.catalogue import Catalogue
from exercises.environment import Environment
from trainer import drills, undoing
from trainer.health import examine
from trainer.workspace import Workspace

STORED = Path(__file__).parent / "stored" / "2026-11"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Made by the version of 23 November 2026: mae passed, ce given up for its solution after a
    failed run and a hint, one question answered."""
    root = tmp_path / "practice"
    private = root / ".practice"
    private.mkdir(parents=True)
    for name in ("practice.toml", "mae.py", "ce.py"):
        shutil.copy(STORED / name, root / name)
    shutil.copy(STORED / "history.sqlite3", private / "history.sqlite3")
    return Workspace(root)


def test_what_was_learned_is_known(desk, clock):
    clock.reaches("2026-11-26")
    cards = desk.state().cards
    assert {id_: card.grade for id_, card in cards.items()} == {"mae": "good", "ce": "again"}
    assert cards["mae"].pass_days == 1
    assert cards["ce"].reasons[0].en == "the solution was opened"
    assert [q for q, recall in desk.state().questions.items() if recall] == ["mae-printed-digits"]


def test_what_was_due_is_served_and_the_old_answer_kept(desk, clock):
    clock.reaches("2026-11-28")
    written = (desk.workspace.root / "ce.py").read_bytes()
    drill = drills.next_drill(desk, "en")
    assert drill.why == "due"
    assert drill.spec.id in ("mae", "ce")
    assert drill.kept is not None
    if drill.spec.id == "ce":
        assert drill.kept.read_bytes() == written
    else:
        assert (desk.workspace.root / "ce.py").read_bytes() == written
    assert desk.passes(drill.spec.id).grade == "good"


def test_every_fact_can_be_read_and_taken_back(desk, workspace, monkeypatch):
    facts = list(desk.history.facts())
    assert [f.kind for f in facts] == [
        "served", "run", "served", "run", "hint", "revealed", "answered",
    ]  # fmt: skip
    assert undoing.undo(desk).kind == "answered"
    assert desk.state().questions == {}
    monkeypatch.chdir(workspace.root)
    broken = [f.name for f in examine(Environment({}, workspace.root)) if f.ok is False]
    assert broken == []


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("mae", "MyMAELoss"), ("mse", "MyMSELoss"), ("ce", "MyCELoss"), ("bce", "MyBCELoss"),
        ("kl", "MyKLDivLoss"), ("focal", "MyFocalLoss"),
    ],
)  # fmt: skip
def test_the_six_keep_their_ids_and_the_names_of_their_classes(
    catalogue: Catalogue, id_: str, name: str
) -> None:
    assert catalogue[id_].signature.name == name
