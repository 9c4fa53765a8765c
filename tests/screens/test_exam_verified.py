"""The table of claims beside what came out again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from exercises.catalogue import load_catalogue
from exercises.questions import load_questions
from screens.exam_verified import report, verified
from trainer.exam.handed_on import Result, packed, resulted
from trainer.exam.model import Answered, Item, Paper, Pause, Record
from trainer.exam.verified import Regraded, compared, objections

ASKED = {**load_catalogue(), **load_questions()}
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MAE = Item("mae", "drill", "regression", 1, 5, 11)
SHORT = Item("mae-last-mile", "question", "regression", 3, 3, 13)
PAPER = Paper("20261123-3fa2", 7, 45, [MAE, SHORT])


def result(**changed) -> Result:
    answers = [
        Answered(MAE, "passed", 300.0, runs=1, failed_core=0, sha256="x"),
        Answered(SHORT, "passed", 200.0, reply="\x1b[2Jsteps \x07 overshoot"),
    ]
    pause = Pause(START, START + timedelta(minutes=1), claimed=True)
    end = START + timedelta(minutes=11)
    record = Record(PAPER, START, answers, end, "submitted", [pause], elapsed=600.0)
    made = resulted(packed(PAPER, ASKED, "0.1.0", START), record, {"x": b"code"}, "0.1.0")
    return replace(made, **changed)


def shown(made: Result, again: Regraded, lang: str = "en", width: int = 80) -> str:
    rows, wrong = (
        compared(made, {"mae": again, SHORT.id: Regraded("none", judged=True)}),
        objections(made, None),
    )
    lines = verified(made, rows, wrong, ASKED, lang, width)
    assert max(cell_len(line.plain) for line in lines) <= width
    return "\n".join(line.plain for line in lines)


@pytest.mark.parametrize("width", [80, 50])
@pytest.mark.parametrize(
    ("lang", "agrees"), [("en", "Everything that can"), ("zh", "都与所报一致")]
)
def test_an_honest_result_is_said_to_agree(lang, agrees, width):
    screen = shown(result(), Regraded("passed", 0), lang, width)
    assert agrees in screen
    assert "mae-last-mile" in screen


def test_what_differs_is_named():
    assert "What differs: mae." in shown(result(), Regraded("failed", 3))


def test_pauses_and_what_cannot_be_told_are_said():
    screen = " ".join(shown(result(), Regraded("passed", 0)).split())
    assert "Paused 1:00 from" in screen
    assert "claimed afterwards" in screen
    assert "What this cannot tell: who wrote it" in screen


def test_a_short_answer_stands_beside_the_model_answer():
    screen = shown(result(), Regraded("passed", 0))
    assert "their own judgement" in screen
    assert "They said" in screen
    assert "Model answer" in screen


def test_an_edited_file_is_called_so():
    assert "changed after it was written" in shown(result(elapsed=1.0), Regraded("passed", 0))


def test_the_report_holds_the_code_and_every_claim():
    made = result()
    again = {"mae": Regraded("failed", 2), SHORT.id: Regraded("none", judged=True)}
    rows = compared(made, again)
    told = report(made, rows, objections(made, None))
    assert (told["agrees"], told["objections"]) == (False, [])
    mae, short = told["items"]
    assert (mae["code"], mae["claimed"], mae["regraded"]) == ("code", "passed", "failed")
    assert (short["reply"], short["remark"]) == (made.answers[1].reply, "judged")
