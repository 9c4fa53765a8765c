"""Everything that goes wrong gets its own sentence, the right exit code, and loses nothing."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import time

import pytest
from rich.cells import cell_len

from tests.places import PRACTICE

HEAD = """import os
import sys
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
"""
FORWARD = HEAD + "    def forward(self, y_pred, y_true):\n        "
RIGHT = FORWARD + "return torch.mean(torch.abs(y_pred - y_true))\n"
LINE = 9  # where the body of forward stands

FAULTS = {
    "empty file": ("", "no class `MyMAELoss`", None),
    "syntax error": ("class MyMAELoss(\n    pass\n", "Line 1 is not valid Python", 1),
    "bad encoding": (b"x = '\xff'\n" + RIGHT.encode(), "not valid UTF-8", None),
    "null bytes": (RIGHT.encode() + b"\x00", "null bytes", None),
    "wrong class name": (RIGHT.replace("MyMAE", "MyMae"), "it defines `MyMaeLoss`", None),
    "missing import": (RIGHT.replace("import torch.nn as nn\n", ""), "Is an import missing", 6),
    "other constructor": (
        HEAD + "    def __init__(self, size):\n        super().__init__()\n"
        "    def forward(self, y_pred, y_true):\n        return y_pred.mean()\n",
        "constructor should be `MyMAELoss()`",
        None,
    ),
    "other forward": (HEAD + "    def forward(self, x):\n        return x\n", "2 arguments", None),
    "exception": (FORWARD + "return y_pred.view(7, 13)\n", "raised RuntimeError", LINE),
    "returns None": (FORWARD + "y_pred - y_true\n", "returned None", None),
    "returns a float": (FORWARD + "return 0.5\n", "Python float", None),
    "returns a tuple": (FORWARD + "return y_pred.mean(), 1\n", "tuple of 2", None),
    "wrong shape": (FORWARD + "return abs(y_pred - y_true)\n", "must be a scalar", None),
    "wrong dtype": (FORWARD + "return (y_pred - y_true).abs().mean().double()\n", "float64", None),
    "nan": (FORWARD + "return (y_pred - y_true).mean() * float('nan')\n", "yours is nan", None),
    "endless import": ("while True: pass\n", "endless loop", None),
    "endless forward": (FORWARD + "while True: pass\n", "endless loop", None),
    "sys.exit": (FORWARD + "sys.exit(0)\n", "SystemExit", LINE),
    "os._exit": (FORWARD + "os._exit(0)\n", "ended the process", None),
    "KeyboardInterrupt": (FORWARD + "raise KeyboardInterrupt\n", "KeyboardInterrupt", LINE),
    "endless recursion": (
        FORWARD + "return self.forward(y_pred, y_true)\n",
        "RecursionError",
        LINE,
    ),
    "memory flood": (FORWARD + "return torch.ones(10**12).sum()\n", "more memory", LINE),
    "output flood": (FORWARD + "while True: print('spam')\n", "endless loop", None),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_code_is_a_failure_with_its_own_sentence(settled, fault):
    source, words, line = FAULTS[fault]
    ran = settled.grades("mae", source, "--no-record")
    verdict = ran.data
    assert ran.code == 1, verdict
    assert verdict["outcome"] == "failed"
    failed = [check["message"] for check in verdict["checks"] if check["status"] == "failed"]
    assert words in failed[0]
    assert "Traceback" not in ran.out + ran.err
    if line is not None:
        assert verdict["traceback"][-1]["line"] == line
    assert len(verdict["printed"]) < 100_000


def test_a_crash_of_the_interpreter_is_a_failure(settled):
    crash = (  # the C stack overflows before Python notices
        "sys.setrecursionlimit(10**8)\n"
        "        deeper = lambda x: max([x], key=deeper)\n"
        "        return deeper(y_pred)\n"
    )
    ran = settled.grades("mae", FORWARD + crash, "--no-record")
    assert ran.code == 1
    (failed,) = (c["message"] for c in ran.data["checks"] if c["status"] == "failed")
    assert "SIGSEGV" in failed or "RecursionError" in failed


def test_the_next_honest_grade_works(settled):
    assert settled.grades("mae", RIGHT, "--no-record").data["passed"]


@pytest.mark.parametrize("name", ["torch.py", "timeit.py", "conftest.py", "random.py", "mae.pth"])
def test_files_beside_the_code_shadow_nothing(settled, name):
    intruder = settled.workspace / name
    intruder.write_text("raise SystemExit('shadowed')\n")
    try:
        assert settled.grades("mae", RIGHT, "--no-record").data["passed"]
    finally:
        intruder.unlink()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade", "maee"], "Did you mean `mae`?"),
        (["show", "crossentropy"], "Did you mean `cross-entropy`?"),
        (["grade", "mae", "--file", "nowhere.py"], "There is no file"),
        (["grade", "mae", "--file", "."], "is a folder"),
        (["grade", "mae", "--file", "/dev/zero"], "There is no file"),
        (["grade", "mae", "--seed", "x"], "--seed"),
        (["hint", "nothing-like-it"], "There is no exercise"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_usage_says_what_is_wrong(settled, arguments, words):
    ran = settled.types(*arguments)
    assert ran.code == 2
    assert words in " ".join(ran.err.split())
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_wrong_usage_is_one_object_with_json(settled):
    ran = settled.types("grade", "maee", "--json")
    assert ran.code == 2
    assert ran.data["outcome"] == "error"
    assert "`mae`" in ran.data["remedy"]
    assert ran.err == ""


def test_a_missing_file_says_how_to_get_it(learner):
    ran = learner.types("grade", "ce")
    assert ran.code == 2
    assert "practice reset ce" in " ".join(ran.err.split())


def test_without_a_workspace_the_sentence_says_how_to_make_one(stranger):
    for command in ("next", "list", "grade", "undo", "hint"):
        ran = stranger.types(command)
        assert ran.code == 2
        assert "`practice init` makes one" in ran.err


def test_without_a_workspace_a_file_is_graded_and_nothing_recorded(stranger):
    file = stranger.home / "attempt.py"
    file.write_text(RIGHT)
    ran = stranger.types("grade", "mae", "--file", "attempt.py")
    assert ran.code == 0
    assert "Nothing was recorded" in ran.out
    assert sorted(path.name for path in stranger.home.iterdir()) == ["attempt.py"]


# --- the history --------------------------------------------------------------------------------


def history_of(learner):
    return learner.workspace / ".practice" / "history.sqlite3"


def test_a_damaged_history_is_left_as_it_is(learner):
    learner.types("next")
    file = history_of(learner)
    file.write_bytes(b"not a database at all" * 100)
    before = file.read_bytes()
    learner.writes("mae", RIGHT)
    for command in ("next", "list", "grade", "hint", "undo"):
        ran = learner.types(command)
        assert ran.code == 3
        assert "damaged" in ran.err
    assert file.read_bytes() == before
    assert learner.types("grade", "mae", "--no-record", "--file", "mae.py").code == 3
    assert "damaged" in learner.types("doctor").out


def test_a_newer_history_is_left_as_it_is(learner):
    learner.types("next")
    file = history_of(learner)
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    before = file.read_bytes()
    ran = learner.types("next")
    assert ran.code == 3
    assert "newer" in ran.err
    assert file.read_bytes() == before


def test_an_unwritable_history_is_said_before_grading(learner):
    learner.types("next")
    learner.writes("mae", RIGHT)
    private = learner.workspace / ".practice"
    private.rename(learner.workspace / "elsewhere")
    private.write_text("a file where a folder should be")
    ran = learner.types("grade", "mae")
    assert ran.code == 3
    assert "cannot be written" in ran.err
    assert (learner.workspace / "mae.py").read_text() == RIGHT


def test_a_full_disk_loses_nothing(learner):
    learner.types("next")
    learner.writes("mae", RIGHT)
    before = history_of(learner).read_bytes()
    # No file may grow: what a full disk looks like from inside.
    ran = learner.types("grade", "mae", file_size=0)
    assert ran.code == 3
    assert "Traceback" not in ran.err
    assert history_of(learner).read_bytes() == before
    assert learner.types("grade", "mae").code == 0


def test_a_wrong_setting_is_named_with_its_line(learner):
    (learner.workspace / "practice.toml").write_text('lang = "en"\n\ncolour = "red"\n')
    ran = learner.types("next")
    assert ran.code == 2
    assert "line 3" in ran.err
    assert "colour" in ran.err


EVERY = (
    "init .", "next", "list", "show", "show ce", "grade mae", "grade mae --file mae.py",
    "hint mae", "undo", "solution mae", "reset mae", "watch", "quiz", "quiz --list", "exam",
    "exam status", "exam history", "server status", "server stop",
)  # fmt: skip


@pytest.mark.parametrize("command", EVERY)
def test_every_command_refuses_a_wrong_limit_before_it_does_anything(learner, command):
    learner.writes("mae", RIGHT)
    (learner.workspace / "practice.toml").write_text(
        "[server]\nidle_minutes = 1\n[limits]\nseconds_per_grade = inf\n"
    )
    ran = learner.types(*command.split())
    assert ran.code == 2, ran
    assert "line 4" in ran.err
    assert "limits.seconds_per_grade" in ran.err


def test_the_doctor_goes_on_past_wrong_settings(learner):
    (learner.workspace / "practice.toml").write_text("\nnew_per_day = -1\n")
    ran = learner.types("doctor")
    assert ran.code == 2
    assert "line 2" in ran.out
    assert "new_per_day" in ran.out
    assert "history" in ran.out


WRONG = RIGHT.replace("abs", "square")


def shell(learner, script: str, **env: str) -> tuple[int, str, str]:
    """What a line of shell with ``practice`` in it ended with, wrote and complained."""
    import subprocess

    done = subprocess.run(
        ["bash", "-c", script.replace("practice", str(PRACTICE))],
        cwd=learner.workspace,
        env={**learner.environment, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


#: Commands and what they end with, in a workspace where `mae` is wrong and `mse` is not written.
ENDS = [
    ("list", 0), ("show ce", 0), ("next", 0), ("quiz --list", 0), ("--help", 0), ("grade mae", 1),
    ("grade mae --json", 1), ("show ce --json", 0), ("grade nothing", 2),
    ("grade nothing --json", 2),
]  # fmt: skip


@pytest.mark.parametrize(("command", "code"), ENDS)
@pytest.mark.parametrize(
    "away", ["| true; exit ${PIPESTATUS[0]}", ">&-", ">&- 2>&-", "2>&- >/dev/null", "<&-"]
)
def test_a_reader_that_goes_away_does_not_change_how_a_command_ends(learner, command, code, away):
    learner.writes("mae", WRONG)
    ended, _, err = shell(learner, f"practice {command} {away}")
    assert ended == code
    assert "Error" not in err
    assert "refused" not in err


@pytest.mark.parametrize(
    "command", ["list", "list --json", "show ce --json", "grade mae --json", "--help"]
)
def test_an_answer_that_cannot_be_written_is_a_fault_and_is_said(learner, command):
    learner.writes("mae", RIGHT)
    ended, _, err = shell(learner, f"practice {command} >/dev/full")
    assert ended == 3
    assert "Standard output cannot be written: No space left on device." in err


def test_what_was_graded_into_nowhere_is_recorded(learner):
    learner.types("next")
    learner.writes("mae", RIGHT)
    assert shell(learner, "practice grade mae >/dev/full")[0] == 3
    assert "not written" not in learner.types("list").out
    assert learner.types("list", "--json").data["exercises"][0]["state"] != "open"


@pytest.mark.parametrize("columns", ["0", "", "²", "-1", "9" * 5000, "1"])
def test_columns_that_are_none_change_nothing_but_the_width(learner, columns):
    ran = learner.types("list", env={"COLUMNS": columns})
    assert ran.code == 0
    assert "mae" in ran.out


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [20, 30, 40])
def test_a_narrow_terminal_is_kept_to_by_every_screen(learner, lang, columns):
    learner.writes("mae", WRONG)
    learner.writes("ce", "def broken(:\n")
    for command in (
        "list", "show focal", "next", "grade mae", "grade ce", "grade mse", "hint mae", "doctor",
        "quiz --list", "server status", "undo", "exam history", "reset mae", "nothing",
    ):  # fmt: skip
        options = ["--lang", lang] if command != "nothing" else []
        ran = learner.types(*command.split(), *options, env={"COLUMNS": str(columns)})
        for line in (ran.out + ran.err).splitlines():
            assert cell_len(line) <= columns, (command, line)
    for command in ("--help", "exam --help", "grade --help", "quiz --help"):
        out = learner.types(*command.split(), env={"COLUMNS": str(columns)}).out
        assert max(map(len, out.splitlines())) <= columns, command
    assert "Say what is broken or missing" in " ".join(learner.types(
        "--help", env={"COLUMNS": str(columns)}).out.split())  # fmt: skip


_EXAM = ("exam --yes --minutes 12 --seed 3", "exam status", "exam next", "exam pause",
         "exam resume", "exam submit", "exam report", "exam plan")  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_exam_keeps_to_a_narrow_terminal(learner, lang):
    narrow = {"COLUMNS": "20"}
    for command in _EXAM:
        ran = learner.types(*command.split(), "--lang", lang, env=narrow)
        assert ran.code == 0, ran
        for line in (ran.out + ran.err).splitlines():
            assert cell_len(line) <= 20, (command, line)


def test_an_encoding_that_has_no_chinese_says_so_once(learner):
    ran = learner.types("show", "ce", "--lang", "zh", env={"PYTHONIOENCODING": "ascii"})
    assert ran.code == 0
    assert ran.err.count("no Chinese") == 1
    assert "--lang en" in ran.err
    ran = learner.types("show", "ce", env={"PYTHONIOENCODING": "ascii"})
    assert "shown as ?" in ran.err
    assert learner.types("list", "--json", env={"PYTHONIOENCODING": "ascii"}).err == ""
    assert learner.types("show", "ce", "--lang", "zh").err == ""


@pytest.mark.parametrize(
    "module",
    ["msgspec", "click", "cli", "contextlib", "yaml", "rich", "exercises", "commands", "tomllib"],
)
def test_the_callers_own_modules_are_not_taken_for_ours(learner, module):
    theirs = learner.home / "theirs"
    theirs.mkdir()
    (theirs / f"{module}.py").write_text("raise RuntimeError('theirs')\n")
    learner.writes("mae", RIGHT)
    for path in (str(theirs), f"{theirs}/:/nowhere", "../theirs"):
        for command in (["list"], ["grade", "mae"]):
            ran = learner.types(*command, env={"PYTHONPATH": path})
            assert (ran.code, ran.err) == (0, ""), ran


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_grade_that_is_interrupted_loses_at_most_itself(learner, how, code):
    learner.types("next")
    learner.writes("mae", "while True: pass\n")
    grading = learner.starts("grade", "mae")
    time.sleep(1.0)
    grading.send_signal(how)
    out, err = grading.communicate(timeout=30)
    assert (grading.returncode, out.strip(), err.strip()) == (code, b"", b"")
    right = learner.grades("mae", RIGHT)
    assert (right.code, right.data["rating"]) == (0, "good")
    assert right.data["reasons"] == ["passed unaided at the first run"]


def test_two_terminals_at_once_are_safe(learner):
    learner.writes("mae", RIGHT)
    learner.writes("mse", RIGHT.replace("MyMAE", "MyMSE").replace("torch.abs", "torch.square"))
    running = [learner.starts("grade", name, "--json") for name in ("mae", "mse", "mae", "mse")]
    codes = [each.wait(timeout=60) for each in running]
    for each in running:
        each.communicate()
    assert codes == [0, 0, 0, 0]
    rows = learner.types("list", "--json").data["exercises"]
    assert [row["state"] for row in rows[:2]] == ["scheduled", "scheduled"]


def test_eight_times_next_at_once_serve_one_drill_once(learner):
    running = [learner.starts("next", "--json") for _ in range(8)]
    answers = [each.communicate(timeout=60)[0] for each in running]
    assert {json.loads(answer)["exercise"] for answer in answers} == {"mae"}
    history = sqlite3.connect(learner.workspace / ".practice" / "history.sqlite3")
    served = history.execute("SELECT exercise FROM facts WHERE kind = 'served'").fetchall()
    assert served == [("mae",)]


def test_a_damaged_fact_is_said_and_repaired(learner):
    learner.writes("mae", RIGHT)
    learner.types("next")
    learner.types("grade", "mae")
    file = learner.workspace / ".practice" / "history.sqlite3"
    (file.parent / "backups").mkdir(exist_ok=True)
    shutil.copy(file, file.parent / "backups" / "history-2026-01-01.sqlite3")
    with sqlite3.connect(file) as history:
        history.execute("DROP TRIGGER facts_stay")
        history.execute("UPDATE facts SET data = '{' WHERE kind = 'run'")
    listed = learner.types("list")
    assert (listed.code, "fact 2 cannot be read" in listed.err) == (0, True)
    assert "set aside: 2" in learner.types("doctor").out.replace("\n", " ")
    assert learner.types("doctor", "--repair", "--yes").code == 0
    assert learner.types("list").err == ""


def test_a_lost_history_is_asked_about(learner):
    learner.types("next")
    learner.types("hint")
    file = learner.workspace / ".practice" / "history.sqlite3"
    (file.parent / "backups").mkdir(exist_ok=True)
    shutil.move(file, file.parent / "backups" / "history-2026-01-01.sqlite3")
    for command in ("next", "list", "grade mae"):
        refused = learner.types(*command.split())
        assert (refused.code, "doctor --repair" in refused.err) == (3, True)
    assert not file.exists()
    assert learner.types("doctor").code == 3


def test_a_settings_file_that_a_full_disk_left_empty_is_made_anew(learner):
    settings = learner.workspace / "practice.toml"
    settings.write_text("")
    assert learner.types("init", str(learner.workspace)).code == 0
    assert "new_per_day" in settings.read_text()
