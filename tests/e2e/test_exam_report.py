"""A mock interview that was sat with the command, its report, and the plan after it."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue

HOSTILE = "</script><img src=x onerror=alert(1)>"


def wrong(id_: str) -> str:
    """The model answer with twice the result, and something nasty in a remark."""
    source = model_answer(load_catalogue()[id_])
    before, _, after = source.rpartition("return ")
    return f"{before}print('{HOSTILE}')\n        return 2 * ({after.rstrip()})  # {HOSTILE}\n"


@pytest.fixture(scope="module")
def sat(settled) -> dict[str, Any]:
    """The first drill passed, the second failed, the questions answered, the rest left."""
    paper = settled.types("exam", "--json", "--minutes", "30", "--questions", "2", "--seed", "4")
    assert paper.code == 0
    drills = [item["id"] for item in paper.data["items"] if item["kind"] == "drill"]
    asked = [item["id"] for item in paper.data["items"] if item["kind"] == "question"]
    first, second = drills[:2]
    settled.grades(first, model_answer(load_catalogue()[first]))
    settled.grades(second, wrong(second))
    refused = settled.types("exam", "report")
    settled.types("exam", "next", asked[0])
    settled.types("exam", "answer", "a")
    submitted = settled.types("exam", "submit", "--json")
    return {
        "id": paper.data["id"], "first": first, "second": second, "asked": asked,
        "refused": refused, "submitted": submitted,
    }  # fmt: skip


def test_a_running_exam_is_not_reported(sat):
    assert sat["refused"].code == 2
    assert "running" in sat["refused"].err


def test_submit_reports_and_writes_the_page(settled, sat):
    report = sat["submitted"].data
    assert sat["submitted"].code == 0
    outcomes = {item["id"]: item["outcome"] for item in report["items"]}
    assert outcomes[sat["first"]] == "passed"
    assert outcomes[sat["second"]] == "failed"
    assert report["next"][0]["id"] == sat["second"]
    page = Path(report["page"])
    assert page == settled.workspace / "exams" / f"{sat['id']}.html"
    text = page.read_text()
    assert "<img" not in text
    assert html.escape(HOSTILE, quote=False) in text


def test_the_report_is_shown_again_and_written_where_asked(settled, sat, tmp_path):
    shown = settled.types("exam", "report")
    assert shown.code == 0
    assert "practice exam plan" in shown.out
    assert "│ reference" in shown.out
    file = tmp_path / "my report.html"
    assert settled.types("exam", "report", sat["id"], "--html", str(file), "--lang", "zh").code == 0
    assert '<html lang="zh-CN">' in file.read_text()
    assert settled.types("exam", "report", "nothing").code == 2


def test_the_list_of_exams_has_it(settled, sat):
    listed = settled.types("exam", "history", "--json").data
    assert [exam["id"] for exam in listed["exams"]] == [sat["id"]]
    assert listed["running"] is None
    assert sat["id"] in settled.types("exam", "history").out


def test_the_plan_is_served_first_and_can_be_taken_back(settled, sat):
    planned = settled.types("exam", "plan", "--json").data
    assert planned["planned"]
    assert not settled.types("exam", "plan", "--json").data["planned"]
    served = settled.types("next", "--json").data
    assert (served["exercise"], served["why"]) == (sat["second"], "planned")
    assert HOSTILE in Path(served["kept"]).read_text()
    assert settled.grades(sat["second"], model_answer(load_catalogue()[sat["second"]])).code == 0
    following = next(each for each in planned["next"][1:] if each["kind"] == "drill")
    assert settled.types("next", "--json").data["exercise"] == following["id"]
