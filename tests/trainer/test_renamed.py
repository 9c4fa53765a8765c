"""Editing, renaming or taking away an exercise loses nothing of anybody's history."""

from __future__ import annotations

import msgspec
import pytest

from exercises.catalogue import Catalogue
from screens import report, upkeep
from tests.trainer.conftest import Practised
from trainer.exam.record import read
from trainer.history import History
from trainer.standings import removed, standings


@pytest.fixture
def sit_among(workspace, clock):
    """Sit down with other exercises, as after an update."""

    def sit(specs) -> Practised:
        desk = Practised(workspace, Catalogue(list(specs)), clock)
        desk.clock = clock
        return desk

    return sit


def renamed(catalogue: Catalogue, old: str, new: str) -> list:
    """All exercises, one under another id."""
    changed = msgspec.structs.replace(catalogue[old], id=new, renamed_from=[old])
    needing = [
        msgspec.structs.replace(s, requires=[new if r == old else r for r in s.requires])
        for s in catalogue.values()
        if s.id != old
    ]
    return [changed, *needing]


def test_a_renamed_exercise_goes_on_under_its_new_id(desk, catalogue, sit_among, workspace):
    desk.passes("mae")
    before = desk.state().cards["mae"]
    desk.runs("mse")
    (workspace.root / "mse.py").write_text("half written")
    after = sit_among(renamed(catalogue, "mae", "l1"))
    assert after.state().cards["l1"] == before
    assert "mae" not in after.state().cards
    assert removed(after) == []
    assert after.catalogue.find("mae").id == "l1"
    half = sit_among(renamed(catalogue, "mse", "l2"))
    assert half.require_current().id == "l2"
    assert (workspace.root / "l2.py").read_text() == "half written"
    assert not (workspace.root / "mse.py").exists()
    assert half.passes("l2").grade == "good"


def test_a_state_folded_under_the_old_name_is_not_taken(desk, catalogue, sit_among):
    desk.passes("mae")
    for _ in range(60):
        desk.runs("mae")
    desk.state()  # long enough to be kept
    assert desk.history._db.execute("SELECT count(*) FROM folded").fetchone() == (1,)
    assert "l1" in sit_among(renamed(catalogue, "mae", "l1")).state().cards


def test_a_file_of_the_new_name_is_never_overwritten(desk, catalogue, sit_among, workspace):
    desk.passes("mae")
    for name in ("mae.py", "l1.py"):
        (workspace.root / name).write_text(name)
    sit_among(renamed(catalogue, "mae", "l1"))
    assert [(workspace.root / n).read_text() for n in ("mae.py", "l1.py")] == ["mae.py", "l1.py"]


def test_plans_and_exams_know_the_new_name(desk, catalogue, clock):
    item = {"id": "mae", "track": "x", "level": 1, "par_minutes": 1.0, "seed": 1}
    paper = {"id": "e", "seed": 1, "minutes": 30.0, "items": [{**item, "kind": "drill"}]}
    plan = {"exercises": ["mae", "ce"], "questions": ["mae"], "exam": "e", "day": "2026-03-03"}
    desk.record("planned", "", plan)
    desk.record("exam", "", {"event": "started", "exam": "e", "paper": paper})
    desk.record("exam", "", {"event": "shown", "exam": "e", "item": "mae"})
    desk.record("interview", "", {"day": "2026-05-01", "losses": ["mae", "ce"]})
    facts = list(History(desk.history.file, names={"mae": "l1"}).facts())
    assert facts[-1].data["losses"] == ["l1", "ce"]
    assert facts[0].data["exercises"] == ["l1", "ce"]
    assert facts[0].data["questions"] == ["mae"]  # that is a question
    (record,) = read(facts, clock())
    assert [(a.item.id, a.outcome) for a in record.answers] == [("l1", "open")]


def test_what_was_taken_away_is_kept_and_named(desk, catalogue, sit_among, clock):
    desk.passes("mae")
    desk.runs("mse")
    before = desk.state()
    without = [s for s in catalogue.values() if s.id not in ("mae", "mse")]
    after = sit_among(without)
    (gone,) = removed(after)
    assert (gone.id, gone.last.isoformat(), gone.rating, gone.pass_days) == (
        "mae", "2026-03-02", "good", 1,
    )  # fmt: skip
    assert after.current() is None
    told = report.listing(standings(after), 0, removed(after), "en")
    assert [each["exercise"] for each in told["removed"]] == ["mae"]
    for lang in ("en", "zh"):
        lines = upkeep.removed(removed(after), lang, 50)
        assert any("mae" in line.plain for line in lines)
        assert all(line.cell_len <= 50 for line in lines)
    clock.passes(days=1)
    assert after.serves() not in (None, "mae", "mse")
    back = sit_among(catalogue.values())
    assert removed(back) == []
    assert back.state().cards["mae"] == before.cards["mae"]


def test_editing_an_exercise_changes_nothing_of_its_history(desk, catalogue, sit_among):
    desk.passes("mae")
    edited = msgspec.structs.replace(catalogue["mae"], level=2, par_minutes=30, family="other")
    after = sit_among([edited, *(s for s in catalogue.values() if s.id != "mae")])
    assert after.state() == desk.state()
