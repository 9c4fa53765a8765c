"""An exam that is handed on, sat by somebody else, and graded again; and one on paper."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from exercises.questions import Short, load_questions
from exercises.replies import right_reply, shuffled
from tests.e2e.conftest import Learner

CATALOGUE, QUESTIONS = load_catalogue(), load_questions()


def sits(candidate: Learner, exam: Path) -> Path:
    """Sit the exam: one drill passes, the others stay as served; every question is answered."""
    begun = candidate.types("exam", "--from", str(exam), "--json").data
    passed = False
    for item in begun["items"]:
        assert candidate.types("exam", "next", item["id"], "--json").code == 0
        if item["kind"] == "question":
            question = QUESTIONS[item["id"]]
            right = right_reply(shuffled(question, seeds(exam)[item["id"]]))
            typed = "as I said" if isinstance(question, Short) else right
            assert candidate.types("exam", "answer", typed, "--json").code == 0
        elif not passed:
            passed = candidate.grades(item["id"], model_answer(CATALOGUE[item["id"]])).code == 0
            assert passed
    submitted = candidate.types("exam", "submit", "--json")
    assert submitted.code == 0, submitted
    return Path(submitted.data["result"])


def seeds(exam: Path) -> dict[str, int]:
    return {item["id"]: item["seed"] for item in json.loads(exam.read_text())["paper"]["items"]}


@pytest.fixture(scope="module")
def handed(tmp_path_factory, runtime) -> tuple[Learner, Path, Path]:
    """The interviewer, what they handed on, and what came back."""
    interviewer = Learner(tmp_path_factory.mktemp("interviewer"), runtime)
    candidate = Learner(tmp_path_factory.mktemp("candidate"), runtime)
    assert (interviewer.types("init").code, candidate.types("init").code) == (0, 0)
    exam = interviewer.home / "exam.json"
    packed = interviewer.types("exam", "export", str(exam), "--seed", "3", "--minutes", "20")
    assert packed.code == 0, packed
    return interviewer, exam, sits(candidate, exam)


def verifies(handed, change=None, *options: str):
    """What `verify` makes of the result, after somebody changed it."""
    interviewer, _, result = handed
    data = json.loads(result.read_text())
    if change:
        change(data)
    changed = interviewer.home / "changed.json"
    changed.write_text(json.dumps(data))
    return interviewer.types("exam", "verify", str(changed), *options)


def test_an_honest_result_agrees_in_everything(handed):
    checked = verifies(handed, None, "--exam", str(handed[1]), "--json")
    assert (checked.code, checked.data["agrees"], checked.data["objections"]) == (0, True, [])
    regraded = {item["regraded"] for item in checked.data["items"] if item["kind"] == "drill"}
    assert "passed" in regraded


def claim_all(data):
    for claim in data["answers"]:
        claim["outcome"] = "passed"


def drop_one(data):
    del data["answers"][0]


def other_seeds(data):
    for item in data["package"]["paper"]["items"]:
        item["seed"] += 1


@pytest.mark.parametrize("change", [claim_all, drop_one, other_seeds])
def test_a_tampered_result_is_noticed(handed, change):
    checked = verifies(handed, change)
    assert checked.code == 1
    assert "changed after it was written" in checked.out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.pop("answers"), "answers"),
        (lambda data: data["answers"][0].update(seconds="x"), "answers[0].seconds"),
        (lambda data: data["package"]["paper"].update(id="../x"), "package.paper.id"),
    ],
)
def test_a_bad_file_is_refused_with_the_field(handed, change, words):
    refused = verifies(handed, change)
    assert (refused.code, words in refused.err.replace("\n", "")) == (2, True)


def test_nothing_that_was_handed_on_is_overwritten(handed):
    interviewer, exam, _ = handed
    before = exam.read_bytes()
    assert interviewer.types("exam", "export", str(exam)).code == 2
    assert exam.read_bytes() == before


def test_an_exam_on_paper_is_started_afterwards_from_the_file_beside_it(learner, tmp_path):
    folder = tmp_path / "sheets"
    printed = learner.types("exam", "--paper", str(folder), "--seed", "5", "--json").data
    sheet, answers, exam = (Path(printed[name]) for name in ("sheet", "answers", "exam"))
    assert {sheet.parent, answers.parent, exam.parent} == {folder}
    assert f"practice exam --from {exam.name}" in sheet.read_text()
    assert learner.types("exam", "status").code == 2, "nothing is started"
    begun = learner.types("exam", "--from", str(exam), "--json").data
    assert (begun["id"], begun["seed"]) == (printed["id"], 5)
    assert [item["id"] for item in begun["items"]] == list(seeds(exam))


@pytest.mark.parametrize("command", [["exam", "verify"], ["exam", "--yes", "--from"]])
def test_what_is_no_file_is_not_read(learner, command):
    pipe = learner.home / "pipe"
    os.mkfifo(pipe)
    for name in ("/dev/zero", str(pipe)):
        refused = learner.types(*command, name)
        assert (refused.code, "is no file" in refused.err.replace("\n", " ")) == (2, True)


def test_an_exam_is_not_started_where_nobody_sits(learner):
    refused = learner.types("exam", "--minutes", "20")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert learner.types("exam", "status").code == 2, "nothing runs"
    assert learner.types("exam", "--minutes", "20", "--yes").code == 0
