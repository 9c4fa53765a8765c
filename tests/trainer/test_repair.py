"""A history that was damaged, lost or emptied: what can be read counts, the rest is put back."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.errors import PracticeError
from trainer import undoing
from trainer.history import SET_ASIDE, History
from trainer.repair import carry_out, offer

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=8)))
RUN = {"outcome": "passed", "sha256": "a"}


@pytest.fixture(autouse=True)
def none_aside():
    SET_ASIDE.clear()
    yield
    SET_ASIDE.clear()


@pytest.fixture
def file(tmp_path):
    """A history of three days, with its backups."""
    file = tmp_path / "history.sqlite3"
    history = History(file)
    for day in range(3):
        for _ in range(2):
            history.append("run", "ce", NOW + timedelta(days=day), RUN, ("a", b"code"))
    history.close()
    return file


def damage(file, id_: int, text: str, column: str = "data") -> None:
    """What a bad disk does, past the triggers that keep facts as they are."""
    with sqlite3.connect(file) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = guards.fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"UPDATE facts SET {column} = ? WHERE id = ?", (text, id_))
        for _, guard in guards:
            connection.execute(guard)


def numbers(file) -> list[int]:
    return [fact.id for fact in History(file).facts()]


@pytest.mark.parametrize(
    ("column", "text"),
    [("data", "{"), ("data", "[]"), ("data", "{}"), ("data", '{"outcome": "won", "sha256": "a"}'),
     ("at", "yesterday"), ("day", "2026-13-01"), ("kind", "ran")],
)  # fmt: skip
def test_a_fact_that_cannot_be_read_is_set_aside_alone(file, column, text):
    damage(file, 3, text, column)
    assert numbers(file) == [1, 2, 4, 5, 6]
    assert list(SET_ASIDE) == [3]


def test_a_desk_works_past_damaged_facts(desk, workspace, sit_down):
    desk.serves()
    desk.runs("mae")
    undoing.undo(desk)
    path = workspace.private / "history.sqlite3"
    damage(path, 2, "{")  # the run
    damage(path, 3, "{}")  # the undone without its fact
    again = sit_down()
    assert again.serves() == "mae"
    assert again.passes("mae").grade == "good"


@settings(max_examples=60, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["fact", "seed", "outcome", "right", "exam", "event", "x"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=6,
    ),
    st.sampled_from(["served", "run", "hint", "undone", "answered", "planned", "exam", "skipped"]),
)
def test_no_data_whatever_stops_the_desk(sit_down, workspace, clock, data, kind):
    import msgspec

    desk = sit_down()
    fact = desk.record("skipped", "mae", {})
    path = workspace.private / "history.sqlite3"
    damage(path, fact.id, kind, "kind")
    damage(path, fact.id, msgspec.json.encode(data).decode())
    desk = sit_down()
    desk.state()
    desk.serves()


def test_what_a_backup_holds_is_put_back_and_the_rest_kept(file):
    damage(file, 2, "{")
    found = offer(file)
    assert found is not None
    assert found.lacking == [2]
    kept = carry_out(file, found, NOW)
    assert kept is not None
    assert kept.exists()
    assert numbers(file) == [1, 2, 3, 4, 5, 6]
    history = History(file)
    assert history.source("a") == b"code"
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        history._db.execute("DELETE FROM facts")
    assert offer(file) is None


@pytest.mark.parametrize("how", ["gone", "empty", "emptied"])
def test_a_lost_history_beside_backups_is_never_begun_anew(file, how):
    file.unlink()
    if how == "empty":
        file.touch()
    elif how == "emptied":
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE facts (id, kind, exercise, at, day, data)")
    with pytest.raises(PracticeError, match="holds 4 facts") as refused:
        History(file)
    assert "--repair" in refused.value.remedy
    found = offer(file)
    assert found is not None
    carry_out(file, found, NOW)
    assert numbers(file) == [1, 2, 3, 4]


def test_a_new_workspace_has_nothing_to_lose(tmp_path):
    History(tmp_path / "history.sqlite3").close()
    assert numbers(tmp_path / "history.sqlite3") == []
