"""A mock interview, sat with the installed command."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from exercises.profiles import load_profile
from tests.e2e.conftest import Learner
from tests.places import ROOT

VARIANTS = ROOT / "tests" / "variants"


def right(exercise: str) -> str:
    document = VARIANTS / exercise / "correct" / "document.py"
    if document.is_file():
        return document.read_text()
    return model_answer(load_catalogue()[exercise])


def wrong(exercise: str) -> str:
    return right(exercise).replace("mean(", "sum(")


def begun(learner: Learner, *options: str) -> dict:
    ran = learner.types("exam", "--json", *options)
    assert ran.code == 0, ran.out
    return ran.data


def standing(learner: Learner, exercise: str) -> dict:
    listed = learner.types("list", "--json").data["exercises"]
    return next(each for each in listed if each["exercise"] == exercise)


def items(exam: dict, kind: str) -> list[str]:
    return [item["id"] for item in exam["items"] if item["kind"] == kind]


def test_an_exam_from_the_draw_to_the_report(learner):
    learner.writes("ce", "# what I wrote last week\n")
    exam = begun(learner, "--seed", "4", "--minutes", "60", "--track", "classification")
    assert exam["seed"] == 4
    first, second, third = items(exam, "drill")
    assert first == "ce"
    assert len(items(exam, "question")) >= 4

    shown = learner.types("exam", "next", "ce", "--json").data
    assert shown["path"].endswith("ce.py")
    assert Path(shown["kept"]).read_text() == "# what I wrote last week\n"
    assert "NotImplementedError" in Path(shown["path"]).read_text()
    assert "When to use it" not in shown["statement"]

    failed = learner.grades("ce", wrong("ce"))
    assert failed.code == 1
    assert (failed.data["passed"], failed.data["checks"]) == (False, [])
    assert failed.data["diagnosis"]["text"] is None
    assert failed.data["exam"]["failed_core"] >= 1
    told = learner.types("grade")
    assert "core check" in told.out
    assert "mean" not in told.out
    assert learner.grades("ce", right("ce")).data["passed"]

    learner.types("exam", "next", second)
    learner.writes(second, right(second))  # never graded: handed in all the same
    learner.types("exam", "next", third)  # left as it was served
    question = items(exam, "question")[0]
    learner.types("exam", "next", question)
    assert learner.types("exam", "answer", "z 9 ?").code == 2
    kind = learner.types("exam", "next", question, "--json").data["form"]
    assert learner.types("exam", "answer", "a" if kind != "number" else "1").code == 0
    assert learner.types("exam", "answer", "a").code == 2

    report = learner.types("exam", "submit", "--json").data
    outcomes = {item["id"]: item["outcome"] for item in report["items"]}
    assert (outcomes["ce"], outcomes[second], outcomes[third]) == ("passed", "passed", "open")
    assert Path(report["page"]).is_file()
    assert standing(learner, "ce")["rating"] == "good"
    assert standing(learner, second)["rating"] == "good"
    assert standing(learner, third)["rating"] == "again"
    assert [each["id"] for each in learner.types("exam", "history", "--json").data["exams"]] == [
        exam["id"]
    ]
    assert learner.types("undo").code == 2


_TRACKS = ["--track", "classification", "--track", "divergence", "--minutes", "90"]


def test_what_was_never_shown_is_not_rated_and_an_aborted_exam_rates_only_what_passed(learner):
    begun(learner, "--seed", "4", "--questions", "0", *_TRACKS)
    assert learner.grades("ce", right("ce")).data["passed"]
    assert learner.grades("bce", wrong("bce")).code == 1
    assert learner.types("exam", "next", "kl").code == 0
    assert learner.types("exam", "abort").code == 2, "it asks first"
    assert learner.types("exam", "abort", "--yes").code == 0
    assert standing(learner, "ce")["rating"] == "good"
    assert standing(learner, "bce")["state"] == "open", "it was tried: it goes on as a drill"
    assert (standing(learner, "kl")["state"], standing(learner, "kl")["rating"]) == ("locked", None)
    assert learner.types("exam", "report").code == 2


def test_the_same_seed_draws_the_same_exam(learner):
    drawn = []
    for seed in ("7", "7", "8"):
        exam = begun(learner, "--seed", seed)
        drawn.append([(item["id"], item["kind"]) for item in exam["items"]])
        assert learner.types("exam", "abort", "--yes").code == 0
    assert drawn[0] == drawn[1] != drawn[2]


@pytest.mark.parametrize(
    "command",
    [["hint"], ["solution", "ce", "--yes"], ["next"], ["undo"], ["watch"], ["show", "ce"],
     ["quiz"], ["quiz", "answer", "ce-use", "a"], ["exam", "report"], ["exam", "plan"],
     ["exam", "judge", "ce-use", "right"], ["grade", "mae"], ["exam", "--seed", "3"]],
    ids=" ".join,
)  # fmt: skip
def test_what_an_exam_does_not_allow_is_refused_in_a_sentence(sitting, command):
    ran = sitting.types(*command)
    assert ran.code == 2
    assert "exam" in ran.err.lower()
    assert "`practice exam" in ran.err or "practice exam" in ran.err
    assert ran.out == ""


@pytest.fixture(scope="module")
def sitting(settled: Learner) -> Learner:
    """Somebody in the middle of an exam without mae."""
    begun(settled, "--seed", "2", "--track", "classification")
    return settled


def test_a_killed_command_loses_nothing_and_the_exam_goes_on(learner):
    exam = begun(learner, "--seed", "5", "--questions", "0", *_TRACKS)
    learner.types("exam", "next", "ce")
    learner.writes("ce", "import time\nwhile True: time.sleep(1)\n")
    running = learner.starts("grade", "ce")
    time.sleep(1.0)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    again = begun(learner)
    assert (again["id"], again["resumed"]) == (exam["id"], True)
    assert again["current"] == "ce"
    assert 1.0 < again["elapsed_seconds"] < 60
    assert learner.grades("ce", right("ce")).data["passed"]


def test_pauses_stop_the_clock_and_time_away_can_be_claimed(learner):
    begun(learner, "--questions", "0", "--seed", "3")
    paused = learner.types("exam", "pause", "--json").data
    assert paused["paused"]
    refused = learner.types("grade", "ce", "--json")
    assert refused.code == 2
    time.sleep(1.0)
    resumed = learner.types("exam", "resume", "--json").data
    assert resumed["elapsed_seconds"] - paused["elapsed_seconds"] < 0.9
    time.sleep(1.0)
    claimed = learner.types("exam", "resume", "--away", "--json").data
    assert claimed["elapsed_seconds"] - paused["elapsed_seconds"] < 0.9
    report = learner.types("exam", "submit", "--json").data
    assert [pause["claimed"] for pause in report["pauses"]] == [False, True]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--track", "vision"], "no track called `vision`"),
        (["--profile", "poetry"], "no profile called `poetry`"),
        (["--minutes", "0.5"], "Nothing fits"),
        (["--minutes", "-5"], "minutes"),
        (["--from", "nowhere.json"], "nowhere.json"),
    ],
)
def test_an_exam_that_cannot_be_drawn_is_refused(learner, options, said):
    ran = learner.types("exam", *options)
    assert ran.code == 2
    assert said in ran.err
    assert learner.types("exam", "status").code == 2, "nothing was started"


def test_profiles_say_what_is_asked(learner):
    exam = begun(learner, "--profile", "llm", "--seed", "1")
    drills = set(items(exam, "drill"))
    assert drills
    assert drills <= set(load_profile("llm").about(load_catalogue().values()))
    assert len(items(exam, "question")) == 8
    assert exam["profile"] == "llm"
    facts = json.dumps(exam)
    assert "mae" not in facts
