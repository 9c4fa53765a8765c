"""`practice watch` at a terminal: every save is graded, keys act when they are shown."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import pty
import select
import signal
import subprocess
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Learner
from tests.places import PRACTICE

#: Importing torch on a busy machine, and then some; nothing here waits so long when it works.
_SECONDS = 60.0

RIGHT = """import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).abs().mean()
"""
WRONG = RIGHT.replace("mean", "sum")
SLOW = WRONG.replace("return", "import time; time.sleep(0.2); return")


class Screen:
    """A terminal with `practice watch` in it."""

    def __init__(self, learner: Learner, *arguments: str, lines: int = 40) -> None:
        self.master, self._slave = pty.openpty()
        self.modes = termios.tcgetattr(self._slave)
        self.seen = ""
        self.process = subprocess.Popen(
            [PRACTICE, "watch", *arguments],
            cwd=learner.workspace,
            env={
                **learner.environment,
                "TERM": "xterm",
                "COLUMNS": "80",
                "LINES": str(lines),
                "PAGER": "cat",
            },
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
        )

    def waits_for(self, text: str) -> str:
        """Everything shown until ``text``, which is then forgotten."""
        until = time.monotonic() + _SECONDS
        while text not in self.seen:
            assert self._read(until - time.monotonic()), f"no {text!r} in:\n{self.seen}"
        shown, _, self.seen = self.seen.partition(text)
        return shown + text

    def verdict(self) -> str:
        """The next verdict's screen; a slow grade is announced on one of its own before."""
        shown = self.waits_for("quit")
        return self.waits_for("quit") if "Grading" in shown else shown

    def stays_quiet(self, seconds: float) -> bool:
        return not self.seen.strip() and not self._read(seconds)

    def _read(self, seconds: float) -> bool:
        if seconds <= 0 or not select.select([self.master], [], [], seconds)[0]:
            return False
        with contextlib.suppress(OSError):
            self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
        return True

    def presses(self, key: str) -> None:
        os.write(self.master, key.encode())

    def ends(self) -> int:
        return self.process.wait(timeout=_SECONDS)

    def given_back(self) -> bool:
        return termios.tcgetattr(self._slave) == self.modes

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self._slave)


@pytest.fixture
def screen(learner: Learner) -> Iterator[Screen]:
    learner.types("next")
    watched = Screen(learner, "mae")
    watched.waits_for("quit")
    yield watched
    watched.close()


def shows(shown: str, key: str) -> bool:
    """Whether a key stands in the line of keys: in reverse video."""
    return f"7m {key} " in shown


def saves(learner: Learner, source: str) -> Path:
    """As many editors do: a new file, renamed over the old one."""
    fresh = learner.workspace / ".mae.py.swap"
    fresh.write_text(source)
    return fresh.rename(learner.workspace / "mae.py")


def facts(learner: Learner, kind: str) -> list[dict]:
    import sqlite3

    with sqlite3.connect(learner.workspace / ".practice" / "history.sqlite3") as database:
        rows = database.execute("SELECT data FROM facts WHERE kind = ? ORDER BY id", (kind,))
        return [json.loads(row[0]) for row in rows]


def test_saves_are_graded_until_one_passes(screen, learner):
    learner.writes("mae", WRONG)
    shown = screen.verdict()
    assert "not yet" in shown
    assert (shows(shown, "s"), shows(shown, "n")) == (True, False)
    saves(learner, RIGHT)
    shown = screen.verdict()
    assert "passed" in shown
    assert (shows(shown, "s"), shows(shown, "n")) == (False, True)
    runs = facts(learner, "run")
    assert [(run["outcome"], run["mode"]) for run in runs] == [
        ("failed", "watch"),
        ("passed", "watch"),
    ]


def test_it_never_moves_on_by_itself(screen, learner):
    learner.writes("mae", RIGHT)
    screen.verdict()
    screen.seen = ""
    assert screen.stays_quiet(1.5)
    assert len(facts(learner, "served")) == 1
    screen.presses("n")
    screen.waits_for("quit")
    assert len(facts(learner, "served")) == 2
    assert len(list(learner.workspace.glob("*.py"))) == 2


def test_an_exam_begun_elsewhere_ends_it(screen, learner):
    assert learner.types("exam", "--json", "--questions", "0").code == 0
    learner.writes("mae", WRONG)
    assert "exam is running" in screen.waits_for("exam is running")
    assert facts(learner, "run") == []


def test_a_file_written_in_pieces_is_graded_once_it_is_whole(screen, learner):
    half = len(RIGHT) // 2
    with (learner.workspace / "mae.py").open("w") as file:
        file.flush()
        time.sleep(0.05)
        file.write(RIGHT[:half])
        file.flush()
        time.sleep(0.05)
        file.write(RIGHT[half:])
    assert "passed" in screen.verdict()
    assert [run["outcome"] for run in facts(learner, "run")] == ["passed"]


def test_saving_without_a_change_grades_nothing(screen, learner):
    learner.writes("mae", WRONG)
    screen.verdict()
    screen.seen = ""
    saves(learner, WRONG)
    assert screen.stays_quiet(2.0)
    assert len(facts(learner, "run")) == 1


def test_a_save_during_a_grade_is_graded_next(screen, learner):
    learner.writes("mae", SLOW)
    screen.waits_for("Grading")
    saves(learner, RIGHT)
    screen.waits_for("next drill")
    assert [run["outcome"] for run in facts(learner, "run")] == ["failed", "passed"]


def test_a_hint_a_question_and_the_solution(screen, learner):
    screen.presses("h")
    assert "Hint 1" in screen.waits_for("quit")
    screen.presses("s")
    assert "yes" in screen.waits_for("any other key")
    screen.presses("x")
    screen.waits_for("quit")
    assert facts(learner, "revealed") == []
    screen.presses("\x1b[A")  # an arrow key is no command
    time.sleep(0.3)
    screen.presses("s")
    screen.waits_for("any other key")
    screen.presses("y")
    assert "class MyMAELoss" in screen.waits_for("quit")
    assert len(facts(learner, "revealed")) == 1


@pytest.mark.parametrize("how", ["q", "interrupt", "terminate"])
def test_the_terminal_is_given_back(screen, how):
    assert not screen.given_back()
    if how == "q":
        screen.presses("q")
    else:
        screen.process.send_signal(signal.SIGINT if how == "interrupt" else signal.SIGTERM)
    assert screen.ends() == (0 if how == "q" else 130)
    assert screen.given_back()


def test_without_a_terminal_it_prints_every_verdict(learner):
    learner.types("next")
    watching = learner.starts("watch", "mae", "--json")
    try:
        assert watching.stdout is not None
        until = time.monotonic() + _SECONDS
        saves = 0  # what is there when it begins to watch is no save, and it says nothing before
        while not select.select([watching.stdout], [], [], 1)[0]:
            assert time.monotonic() < until
            saves += 1
            learner.writes("mae", f"{RIGHT}# {saves}\n")
        lines = iter(watching.stdout.readline, b"")
        first = itertools.takewhile(lambda line: line != b"}\n", lines)
        verdict = json.loads(b"".join([*first, b"}"]))
        assert (verdict["outcome"], verdict["recorded"]) == ("passed", True)
    finally:
        watching.terminate()
        assert watching.wait(timeout=_SECONDS) == 130


def test_the_server_shows_itself_and_stops(learner):
    learner.grades("mae", RIGHT)
    status = learner.types("server", "status", "--json").data
    assert status["running"]
    assert status["memory_mb"] > 10
    stopped = learner.types("server", "stop", "--json").data
    assert stopped["pid"] == status["pid"]
    until = time.monotonic() + 10
    while learner.types("server", "status", "--json").data["running"]:
        assert time.monotonic() < until


def test_grading_without_a_server_leaves_none(learner):
    learner.types("server", "stop")
    time.sleep(1.5)
    learner.writes("mae", RIGHT)
    assert learner.types("grade", "mae", env={"PRACTICE_NO_SERVER": "1"}).code == 0
    assert not learner.types("server", "status", "--json").data["running"]


def test_in_a_fresh_workspace_it_serves_the_drill_and_shows_its_first_screen(learner):
    learner.types("init", ".")
    watched = Screen(learner, lines=24)
    try:
        first = watched.waits_for("quit")
        for words in ("Write", "mae.py", "every save is graded", "--formula"):
            assert words in first
        assert shows(first, "t")
        assert first.count("\n") <= 23
        assert shows(first, "v")  # some of the promises did not fit
        watched.presses("v")
        assert watched.waits_for("quit").count("\n") > 23
        assert [fact["by"] for fact in facts(learner, "served")] == ["next"]
        learner.writes("mae", WRONG)
        failed = watched.verdict()
        assert "not yet" in failed
        assert failed.count("\n") <= 23  # the verdict is the first line, and it is in view
        assert "mae.py, line" in failed
        watched.presses("t")
        assert "mean absolute error" in watched.waits_for("quit")
        learner.writes("mae", RIGHT)
        passed = watched.verdict()
        assert "passed" in passed
        assert "Rating" in passed
        assert passed.count("\n") <= 23
    finally:
        watched.close()
