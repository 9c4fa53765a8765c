"""A history goes out as text and comes back the same; two that went apart become one."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.errors import PracticeError
from tests.trainer.test_merge import NOON, told
from trainer.exporting import COLUMNS, from_json_lines, json_lines, reviews_csv
from trainer.history import History
from trainer.merge import merge
from trainer.reviews import reviews

_DATA = st.dictionaries(st.text(max_size=5), st.integers(-9, 9) | st.text(max_size=9), max_size=3)
#: Minute, what is kept with the fact, the learner's file, and whether the fact before is undone.
_EVENTS = st.lists(
    st.tuples(st.integers(0, 300), _DATA, st.none() | st.binary(max_size=20), st.booleans()),
    max_size=7,
)


def happen(file: Path, events: list, about: str) -> None:
    history = History(file)
    for number, (minute, data, source, back) in enumerate(events):
        at = NOON + timedelta(minutes=minute, milliseconds=number)
        if back and history.last_id():
            history.append("undone", about, at, {"fact": history.last_id()})
        kept = (f"{about}{number}", source) if source is not None else None
        history.append("skipped", f"{about}损{number}", at, data, kept)
    history.close()


def machine(folder: str, name: str) -> Path:
    """Where a history is, with its backups, on a machine of its own."""
    Path(folder, name).mkdir()
    return Path(folder, name, "history.sqlite3")


def exported(file: Path, to: Path) -> Path:
    to.write_bytes(json_lines(file))
    return to


def sources(file: Path) -> set[tuple[str, bytes]]:
    _, found = from_json_lines(json_lines(file), file)
    return set(found)


@given(_EVENTS)
def test_the_round_trip_is_identical(events):
    with tempfile.TemporaryDirectory() as folder:
        file, other = machine(folder, "a"), machine(folder, "b")
        happen(file, [*events, (400, {}, b"\xff", False)], "here")
        text = exported(file, Path(folder, "a.jsonl"))
        History(other).close()
        merge(other, text, NOON)
        assert json_lines(other) == text.read_bytes()
        assert list(History(other).facts()) == list(History(file).facts())


@given(_EVENTS, _EVENTS, _EVENTS)
def test_two_machines_come_together_without_doubles(before, here, there):
    with tempfile.TemporaryDirectory() as folder:
        one, two = machine(folder, "1"), machine(folder, "2")
        happen(one, [*before, (0, {}, None, False)], "both")
        History(two).close()
        merge(two, exported(one, Path(folder, "first.jsonl")), NOON)
        happen(one, here, "here")
        happen(two, there, "there")
        wanted = {*told(one), *told(two)}
        kept = sources(one) | sources(two)
        merge(one, exported(two, Path(folder, "two.jsonl")), NOON)
        merge(two, exported(one, Path(folder, "one.jsonl")), NOON)
        for file in (one, two):
            assert len(told(file)) == len(wanted)
            assert set(told(file)) == wanted
            assert sources(file) == kept
        for file, text in ((one, "two.jsonl"), (two, "one.jsonl")):
            assert merge(file, Path(folder, text), NOON).added == 0


def test_every_line_is_json_and_the_head_counts_them(desk):
    desk.passes("mae")
    desk.runs("ce")
    head, *rest = map(json.loads, json_lines(desk.history.file).splitlines())
    assert head == {"format": "practice-history", "version": 1, "facts": 4, "sources": 2}
    assert [line["kind"] for line in rest[:4]] == ["served", "run", "served", "run"]
    assert all(isinstance(line["data"], dict) for line in rest[:4])
    assert rest[1]["data"]["sha256"] in {line["sha256"] for line in rest[4:]}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[:-1], "cut short"),
        (lambda lines: [*lines, lines[-1]], "cut short or added to"),
        (lambda lines: lines[1:], "line 1 is not the first line"),
        (lambda lines: [lines[0].replace(b'"version":1', b'"version":9'), *lines[1:]], "newer"),
        (lambda lines: [*lines[:2], b"{", *lines[3:]], "line 3 is no fact"),
        (lambda lines: [*lines[:2], lines[1], *lines[3:]], "line 3 holds .*twice"),
        (
            lambda lines: [lines[0], lines[1].replace(b"par_minutes", b"p"), *lines[2:]],
            "line 2 holds .*`par_minutes` is missing",
        ),
        (lambda lines: [*lines[:-1], b'{"sha256":"a","base64":"?"}'], "line 4 is no file"),
    ],
    ids=["short", "long", "headless", "newer", "broken", "twice", "field", "file"],
)
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_imported(desk, tmp_path, change, said):
    desk.passes("mae")
    lines = json_lines(desk.history.file).splitlines()
    file = tmp_path / "bad.jsonl"
    file.write_bytes(b"\n".join(change(lines)))
    before = told(desk.history.file)
    with pytest.raises(PracticeError, match=said):
        merge(desk.history.file, file, NOON)
    assert told(desk.history.file) == before


def test_the_table_holds_every_review(desk, clock):
    desk.passes("mae")
    clock.reaches("2026-03-12")
    desk.recalls("mae")
    made = reviews(desk.history.facts())
    rows = list(csv.DictReader(io.StringIO(reviews_csv(made), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(made)
    mine = [row for row in rows if row["id"] == "mae"]
    assert (mine[0]["elapsed_days"], mine[0]["predicted"]) == ("", "")
    assert (mine[1]["elapsed_days"], mine[1]["rating"]) == ("10", "3")
    assert 0 < float(mine[1]["predicted"]) < 1
