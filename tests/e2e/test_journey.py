"""From the first drill to a remembered result, through the installed command."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.e2e.terminals import Typing
from tests.e2e.test_faults import FORWARD, RIGHT
from tests.places import ROOT

WRONG = FORWARD + "print('working')\n        return torch.sum(torch.abs(y_pred - y_true))\n"


def standing(learner, exercise):
    rows = learner.types("list", "--json").data["exercises"]
    return next(row for row in rows if row["exercise"] == exercise)


def test_a_stranger_goes_from_nothing_to_a_scheduled_loss(stranger):
    assert stranger.types("init").code == 0
    served = stranger.types("next", "--json").data
    assert served["exercise"] == "mae"
    assert served["path"] == str(stranger.workspace / "mae.py")
    assert "class MyMAELoss" in (stranger.workspace / "mae.py").read_text()

    stub = stranger.types("grade", "--json")
    assert (stub.code, stub.data["unwritten"], stub.data["rating"]) == (1, True, None)

    wrong = stranger.grades("mae", WRONG)
    assert (wrong.code, wrong.data["outcome"], wrong.data["rating"]) == (1, "failed", None)
    assert wrong.data["diagnosis"]["mistake"]
    assert "working" in wrong.data["printed"]

    right = stranger.grades("mae", RIGHT)
    assert (right.code, right.data["passed"], right.data["rating"]) == (0, True, "good")
    assert right.data["reasons"]
    assert date.fromisoformat(right.data["due"]) > date.today() - timedelta(days=1)
    assert {"name", "level", "status", "message"} <= right.data["checks"][0].keys()
    assert {"timings", "seed", "version", "diagnosis"} <= right.data.keys()

    assert standing(stranger, "mae")["state"] == "scheduled"
    assert stranger.types("next", "--json").data["exercise"] != "mae"

    again = stranger.grades("mae", RIGHT)
    assert (again.data["rating"], again.data["extra"]) == (None, True)


def test_next_serves_the_open_drill_again(learner):
    first = learner.types("next", "--json").data
    assert learner.types("next", "--json").data["exercise"] == first["exercise"]


def test_next_never_overwrites(learner):
    learner.writes("mae", WRONG)
    learner.types("next")
    assert (learner.workspace / "mae.py").read_text() == WRONG


def test_giving_up_costs_again_and_serves_another(learner):
    learner.types("next")
    ran = learner.types("next", "--skip", "--json").data
    assert ran["given_up"] == "mae"
    assert ran["exercise"] not in (None, "mae")
    assert standing(learner, "mae")["rating"] == "again"


def test_hints_escalate_and_cost(learner):
    learner.types("next")
    first, second = (learner.types("hint", "--json").data for _ in range(2))
    assert (first["number"], second["number"]) == (1, 2)
    assert first["hint"] != second["hint"]
    assert learner.grades("mae", RIGHT).data["rating"] == "hard"


def test_the_last_hint_gives_the_answer_away(learner):
    learner.types("next")
    total = learner.types("hint", "--json").data["total"]
    for _ in range(total - 1):
        last = learner.types("hint", "--json").data
    assert last["reveals"]
    assert learner.types("hint").code == 2
    assert learner.grades("mae", RIGHT).data["rating"] == "again"


def test_the_solution_asks_first_and_passes(learner):
    refused = learner.types("solution", "mae")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert standing(learner, "mae")["rating"] is None
    shown = learner.types("solution", "mae", "--yes", "--json").data
    assert shown["rating"] == "again"
    assert learner.grades("mae", shown["solution"]).data["passed"]


def test_undo_takes_back_what_was_last(learner):
    learner.types("next")
    learner.grades("mae", RIGHT)
    undone = learner.types("undo", "--json").data["undone"]
    assert (undone["kind"], undone["exercise"]) == ("run", "mae")
    assert standing(learner, "mae")["state"] == "open"
    assert learner.types("undo").code == 0
    assert standing(learner, "mae")["state"] == "new"
    assert learner.types("undo").code == 2


def test_reset_keeps_what_was_there(learner):
    learner.writes("mae", WRONG)
    kept = learner.types("reset", "mae", "--json").data["kept"]
    assert Path(kept).read_text() == WRONG
    assert "NotImplementedError" in (learner.workspace / "mae.py").read_text()


def test_not_recording_leaves_no_trace(learner):
    learner.types("next")
    history = learner.workspace / ".practice" / "history.sqlite3"
    before = history.read_bytes()
    ran = learner.grades("mae", RIGHT, "--no-record")
    assert ran.data["passed"]
    assert not ran.data["recorded"]
    assert history.read_bytes() == before


def test_the_same_seed_gives_the_same_verdict(learner):
    first, second = (
        learner.grades("mae", WRONG, "--no-record", "--seed", "7").data for _ in range(2)
    )
    for verdict in (first, second):
        del verdict["timings"]
    assert first == second


def test_another_file_is_graded_as_it_is(learner):
    (learner.workspace / "attempt.py").write_text(RIGHT)
    assert learner.types("grade", "mae", "--file", "attempt.py").code == 0
    assert not (learner.workspace / "mae.py").exists()


def test_a_workspace_is_found_from_below_and_by_name(learner, tmp_path):
    below = learner.workspace / "notes" / "deep"
    below.mkdir(parents=True)
    assert learner.types("next", "--json", folder=below).code == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert learner.types("init", str(tmp_path / "other"), folder=elsewhere).code == 0
    named = {"PRACTICE_WORKSPACE": str(tmp_path / "other")}
    path = learner.types("next", "--json", folder=elsewhere, env=named).data["path"]
    assert path.startswith(str(tmp_path / "other"))


def test_init_twice_changes_nothing(learner):
    settings = learner.workspace / "practice.toml"
    settings.write_text('lang = "zh"\n')
    assert not learner.types("init", "--json").data["created"]
    assert settings.read_text() == 'lang = "zh"\n'


@pytest.mark.parametrize(
    ("option", "setting"),
    [(["--lang", "zh"], ""), ([], 'lang = "zh"\n')],
    ids=["option", "setting"],
)
def test_chinese(learner, option, setting):
    (learner.workspace / "practice.toml").write_text(setting)
    assert "平均绝对误差" in learner.types("next", *option).out
    learner.writes("mae", WRONG)
    ran = learner.types("grade", *option)
    assert "还没通过" in ran.out
    assert "not yet" not in ran.out


def test_a_pipe_gets_no_colour_and_80_columns(settled):
    out = settled.types("show", "ce").out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert "\x1b" in settled.types("show", "ce", env=forced).out
    assert "\x1b[36m" not in settled.types("show", "ce", env={**forced, "NO_COLOR": "1"}).out


def test_a_narrow_terminal_is_respected(settled):
    out = settled.types("show", "ce", env={"COLUMNS": "50"}).out
    assert max(map(len, out.splitlines())) <= 50


def test_an_ascii_terminal_gets_question_marks_not_a_traceback(settled):
    ran = settled.types("show", "ce", env={"PYTHONIOENCODING": "ascii"})
    assert ran.code == 0
    data = settled.types("show", "ce", "--json", "--lang", "zh", env={"PYTHONIOENCODING": "ascii"})
    assert "交叉熵" in data.data["title"]


def test_the_doctor_reports(settled):
    ran = settled.types("doctor", "--json")
    assert {"name", "ok", "detail"} == ran.data["findings"][0].keys()
    assert ran.code == (0 if ran.data["ok"] else 3)
    names = [finding["name"] for finding in ran.data["findings"]]
    assert {"Python", "workspace", "history", "torch"} <= set(names)


def test_every_command_prints_one_object(learner):
    learner.types("next")
    for command in ("next", "show", "list", "hint", "undo"):
        ran = learner.types(command, "--json")
        assert isinstance(json.loads(ran.out), dict), command
        assert ran.err == ""


def test_the_transcript_in_the_readme_is_what_is_printed(learner):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.partition("```console\n")[2].partition("```")[0]
    command, _, transcript = block.partition("\n")
    assert command == "$ practice grade ce"
    learner.writes(
        "ce",
        """import torch
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=1)
        return -torch.mean(y_true * log_probs)
""",
    )
    assert learner.types("grade", "ce").out == transcript


def test_what_the_code_prints_does_not_steer_the_terminal(learner):
    learner.writes("mae", WRONG.replace("'working'", r"'\x1b[2Jgone\rover\x07'"))
    ran = learner.types("grade", "mae", env={"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    assert "\x1b[2J" not in ran.out
    assert "·[2Jgone" in ran.out


def test_a_served_drill_fits_a_terminal_and_keeps_the_formula_back(stranger):
    stranger.types("init")
    shown = stranger.types("next").out
    assert len(shown.splitlines()) < 24
    for needed in ("MyMAELoss().forward(y_pred, y_true)", "mae.py", "practice grade mae"):
        assert needed in shown
    assert "∑" not in shown
    assert "Weaknesses" not in shown
    formula = stranger.types("show", "mae", "--formula").out
    assert "∑" in formula
    assert "Weaknesses" in stranger.types("show", "mae").out
    settings = stranger.workspace / "practice.toml"
    settings.write_text(settings.read_text() + 'formula = "shown"\n')
    assert "∑" in stranger.types("next").out


def test_what_does_not_fit_is_paged_and_nothing_else(learner, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged; cat\n")
    pager.chmod(0o755)

    def last(*arguments: str, pager: str = str(pager)) -> str:
        typing = Typing(learner, *arguments, pager=pager)
        code, shown = typing.ends()
        assert code == 0, shown
        return shown

    assert "paged" in last("show", "ce")
    assert "Weaknesses" in last("show", "ce")
    assert "paged" in last("list")  # fifty exercises and more
    assert "paged" not in last("know", "mae")
    assert "paged" not in last("--no-pager", "show", "ce")
    assert "paged" not in last("show", "ce", pager="cat")


def test_a_textbook_form_that_passes_is_told_what_an_interviewer_asks(learner):
    textbook = """
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        return -(y_true * torch.log(p) + (1 - y_true) * torch.log(1 - p)).mean()
"""
    learner.writes("bce", textbook)
    passed = learner.types("grade", "bce")
    assert (passed.code, "an interviewer would ask for the stable form" in passed.out) == (0, True)
    learner.writes(
        "bce",
        textbook.split("        p =")[0]
        + (
            "        z = torch.where(y_true > 0, y_pred, -y_pred)\n"
            "        return -torch.nn.functional.logsigmoid(z).mean()\n"
        ),
    )
    stable = learner.types("grade", "bce", "--no-record")
    assert (stable.code, "interviewer would" in stable.out) == (0, False)


def test_the_editor_opens_at_the_line(learner, tmp_path):
    editor = tmp_path / "nano"
    editor.write_text('#!/bin/sh\necho "$@" > "$HOME/edited"\n')
    editor.chmod(0o755)
    edited = learner.home / "edited"
    assert learner.types("edit", env={"EDITOR": str(editor)}).code == 0
    assert edited.read_text().split() == ["+19", str(learner.workspace / "mae.py")]
    assert learner.types("edit", "ce", env={"VISUAL": f"{editor} -w"}).code == 0
    assert edited.read_text().split()[0] == "-w"
    assert edited.read_text().split()[-1].endswith("ce.py")
    none = learner.types("edit", env={"EDITOR": ""})
    assert (none.code, "No editor is set" in none.err) == (2, True)


def test_settings_are_listed_told_and_changed(learner):
    assert "new_per_day = 3" in learner.types("config").out
    assert learner.types("config", "set", "formula", "shown").code == 0
    assert learner.types("config", "get", "formula").out.strip() == "shown"
    assert learner.types("config", "--json").data["settings"]["formula"] == "shown"
    refused = learner.types("config", "set", "new_per_day", "many")
    assert (refused.code, "whole number" in refused.err) == (2, True)


def test_the_shell_completes_commands_and_exercises(learner):
    def completed(*words: str) -> list[str]:
        ran = learner.types(
            env={
                "_PRACTICE_COMPLETE": "bash_complete",
                "COMP_WORDS": " ".join(["practice", *words]),
                "COMP_CWORD": str(len(words)),
            }
        )
        return [line.partition(",")[2] for line in ran.out.splitlines()]

    assert "grade" in completed("gr")
    assert completed("grade", "focal-s") == ["focal-stable"]
    assert completed("reset", "mae") == ["mae", "mae-backward", "mae-pixel"]


def test_somebody_who_knows_the_beginning_starts_further_on(learner):
    served = learner.types("next", "--from", "ce-index", "--json")
    assert served.data["exercise"] == "ce-index"
    assert served.data["known"] == ["softmax", "logsumexp", "log-softmax", "nll"]
    known = learner.types("know", "mae", "mse", "softmax")
    assert known.code == 0
    assert "`mae` counts as known and comes back" in known.out
    assert "`softmax` was reviewed already." in known.out
    assert learner.types("know", "mae", "--lang", "zh").out.strip() == "`mae` 已经练过。"
    assert learner.types("know", "nothing").code == 2
    assert learner.types("know").code == 2
    undone = learner.types("undo")
    assert "that you know it (`mse`" in undone.out
    assert learner.types("next", "--from", "mae").code == 2


def test_a_day_with_nothing_due_offers_what_is_useful_now(learner):
    assert learner.types("config", "set", "new_per_day", "0").code == 0
    idle = learner.types("next").out
    assert "Nothing more to do today." in idle
    for offered in ("`practice next --from mae`", "`practice quiz`", "`practice exam`"):
        assert offered in idle
    assert learner.types("next", "--from", "mae", "--json").data["exercise"] == "mae"
