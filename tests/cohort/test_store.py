"""Results survive being cut short at any byte, and none is there twice."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohort.model import Key, Result
from cohort.store import opened
from exercises.errors import PracticeError
from grader.verdict import Verdict


def result(number: int, outcome: str = "passed") -> Result:
    passed = outcome == "passed"
    verdict = Verdict("ce", outcome, passed, 7, printed="a\nb\u2028é")  # type: ignore[arg-type]
    return Result(Key(f"learner {number}", "ce", "0" * 64, 7, "1"), "a/ce.py", verdict)


@given(st.integers(1, 5), st.data())
def test_a_kill_at_any_byte_loses_one_line_at_most_and_doubles_none(count, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.jsonl"
        with opened(path) as store:
            for number in range(count):
                store.add(result(number))
        whole = path.read_bytes()
        cut = data.draw(st.integers(0, len(whole)))
        path.write_bytes(whole[:cut])
        with opened(path) as store:
            known = len(store.results)
            assert whole[:cut].count(b"\n") <= known <= whole[:cut].count(b"\n") + 1
            for number in range(count):
                if not store.done(result(number).key):
                    store.add(result(number))
        with opened(path) as store:
            assert [r for _, r in sorted(store.results.items())] == [
                result(number) for number in range(count)
            ]
        assert path.read_bytes().startswith(whole[:cut]), "it only grows"


def test_of_two_lines_the_later_counts_and_a_fault_is_tried_again(tmp_path):
    with opened(tmp_path / "r.jsonl") as store:
        store.add(result(1, "error"))
        assert not store.done(result(1).key)
        store.add(result(1, "failed"))
        assert store.done(result(1).key)
    with opened(tmp_path / "r.jsonl") as store:
        assert [r.verdict.outcome for r in store.results.values()] == ["failed"]
        assert store.last_seed == 7


def test_one_run_writes_at_a_time(tmp_path):
    with opened(tmp_path / "r.jsonl"), pytest.raises(PracticeError, match="Another run"):  # noqa: SIM117
        with opened(tmp_path / "r.jsonl"):
            pass


def test_a_file_of_something_else_is_left_alone(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text('{"mine": 1}\n')
    with pytest.raises(PracticeError, match="holds no results"), opened(path):
        pass
    assert path.read_text() == '{"mine": 1}\n'
