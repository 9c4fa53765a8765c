"""A teacher at the command line: a class is graded, interrupted, gone on with."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import Learner
from tests.places import PRACTICE, ROOT

VARIANTS = ROOT / "tests" / "variants"


def a_class(folder: Path, learners: int) -> Path:
    """Each with a right and a wrong file."""
    right = sorted((VARIANTS / "mae" / "correct").glob("*.py"))
    wrong = sorted((VARIANTS / "ce" / "wrong").glob("*.py"))
    for number in range(learners):
        theirs = folder / f"learner{number}"
        theirs.mkdir(parents=True)
        (theirs / "mae.py").write_bytes(right[number % len(right)].read_bytes())
        (theirs / "ce.py").write_bytes(wrong[number % len(wrong)].read_bytes())
    return folder


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines() if line.endswith(b"}")]


def test_a_class_is_graded_once_and_regraded_when_told_to(stranger: Learner):
    folder = a_class(stranger.home / "class", 2)
    first = stranger.types("cohort", "grade", str(folder), "--json")
    assert first.code == 0
    assert (first.data["graded"], first.data["known"]) == (4, 0)
    assert [r["outcome"] for r in first.data["rows"]] == ["failed", "passed"] * 2
    table = (stranger.home / "results.csv").read_bytes()
    again = stranger.types("cohort", "grade", str(folder), "--json")
    assert (again.data["graded"], again.data["known"]) == (0, 4)
    assert again.data["seed"] == first.data["seed"]
    (folder / "learner0" / "ce.py").write_text("# anew\n")
    changed = stranger.types("cohort", "grade", str(folder), "--json")
    assert (changed.data["graded"], changed.data["known"]) == (1, 3)
    (folder / "learner0" / "ce.py").write_bytes(
        sorted((VARIANTS / "ce" / "wrong").glob("*.py"))[0].read_bytes()
    )
    whole = stranger.types("cohort", "grade", str(folder), "--json", "--regrade")
    assert whole.data["graded"] == 4
    assert (stranger.home / "results.csv").read_bytes() == table
    assert "结果" not in whole.err
    screen = stranger.types("cohort", "grade", str(folder), "--lang", "zh", env={"COLUMNS": "50"})
    assert "全班情况" in screen.out


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
def test_an_interrupted_run_goes_on_where_it_was(how, stranger: Learner):
    folder = a_class(stranger.home / "class", 8)
    results = stranger.home / "results.jsonl"
    process = subprocess.Popen(
        [PRACTICE, "cohort", "grade", str(folder)],
        cwd=stranger.home, env=stranger.environment, stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while process.poll() is None and (
        not results.exists() or results.read_bytes().count(b"\n") < 3
    ):
        time.sleep(0.01)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    kept = len(lines_of(results))
    assert 3 <= kept < 16
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert "the same command goes on from there" in said.decode()
    rest = stranger.types("cohort", "grade", str(folder), "--json")
    assert rest.data["graded"] == 16 - kept
    keys = [tuple(line["key"].values()) for line in lines_of(results)]  # type: ignore[union-attr]
    assert len(keys) == len(set(keys)) == 16
