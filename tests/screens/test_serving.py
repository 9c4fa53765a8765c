"""What `practice next` says of a planned drill."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from screens.report import served as as_json
from screens.serving import served
from tests.exams import CATALOGUE
from trainer.backlog import Backlog
from trainer.drills import Drill

KEPT = Path("/home/me/.practice/backups/ce-20260302-100000.py")
DRILL = Drill(CATALOGUE["ce"], Path("ce.py"), "planned", "2026-11-23", KEPT)


def shown(drill, given_up=None, grade="again", lang="en") -> str:
    card = SimpleNamespace(grade=grade, leech=False)
    desk = SimpleNamespace(
        state=lambda: SimpleNamespace(cards={"ce": card}),
        settings=SimpleNamespace(formula="on-request"),
        backlog=lambda: Backlog(0, 0, None),
        today=date(2026, 11, 24),
        catalogue=CATALOGUE,
        work=lambda: None,
    )
    lines = served(drill, given_up, desk, lang, 80)
    return " ".join(line.plain for line in lines[:6])


@pytest.mark.parametrize(
    ("lang", "why"), [("en", "from your exam of 23 Nov"), ("zh", "11-23 的考试")]
)
def test_it_says_which_exam_it_comes_from_and_where_the_old_code_is(lang, why):
    text = shown(DRILL, lang=lang)
    assert why in text
    assert KEPT.name in text


def test_in_json_it_is_planned():
    report = as_json(DRILL, None, None, "en")
    assert (report["why"], report["kept"]) == ("planned", str(KEPT))


def test_setting_aside_what_was_rated_already_does_not_claim_to_rate_it():
    assert "rated Again" in shown(DRILL, CATALOGUE["ce"])
    text = shown(DRILL, CATALOGUE["ce"], grade="hard")
    assert "its rating stays" in text
    assert "rated Again" not in text
