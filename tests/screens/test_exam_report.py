"""The report in a terminal fits, and says what to do."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from rich.cells import cell_len

from grader import checks
from screens.check_names import CHECKS
from screens.exam_items import items
from screens.exam_report import history, summary
from tests.exams import HOSTILE, drill, earlier, kept, question, realistic, record, reported


def shown(lines) -> list[str]:
    return [line.plain for line in lines]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_it_fits(width, lang):
    report = reported(realistic(lang), earlier(lang))
    lines = [*summary(report, lang, width), *items(report, lang, width)]
    lines += history(report.trend, lang, width)
    assert [line for line in shown(lines) if cell_len(line) > width] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_summary_is_one_screen(lang):
    assert len(summary(reported(realistic(lang), earlier(lang)), lang, 80)) <= 30


def test_what_to_do_comes_before_the_figures():
    text = " ".join(shown(summary(reported(realistic()), "en", 80)))
    marks = ["3 of 9", "practice exam plan", "practice exam judge", "classification ", "claimed",
             "1. ce"]  # fmt: skip
    positions = [text.index(mark) for mark in marks]
    assert positions == sorted(positions)


def test_code_and_reference_stand_side_by_side_and_the_difference_is_marked():
    lines = shown(items(reported(realistic()), "en", 100))
    row = next(line for line in lines if "log_probs =" in line)
    ours, theirs = row.split("│")
    assert all("≠" in side and "log_probs =" in side for side in (ours, theirs))


def test_the_answer_to_what_was_never_shown_is_not_told():
    unseen = [drill("kl", "unreached", 0), question("ce-uniform-ten", "unreached", 0)]
    text = "\n".join(shown(items(reported(record(*unseen)), "en", 80)))
    assert "MyKLDivLoss" not in text
    assert "2.30" not in text
    assert "practice quiz" in text


def test_once_planned_it_says_what_comes_next():
    text = "\n".join(shown(summary(reported(realistic(), planned=True), "en", 80)))
    assert "practice exam plan" not in text
    assert "practice next" in text


def test_an_exam_without_trouble_leads_to_a_harder_one():
    text = "\n".join(shown(summary(reported(record(drill("mae"))), "en", 80)))
    assert "practice exam --level 2" in text


def test_without_exams_the_list_says_how_to_sit_one():
    assert "practice exam" in shown(history([], "en", 80))[0]


def test_what_the_learner_wrote_does_not_steer():
    one = drill("mae", "failed", sha256=kept(f"x = 1  # {HOSTILE}\n\x1b[2J\r\n"), said=HOSTILE)
    assert all("\x1b" not in line for line in shown(items(reported(record(one)), "en", 80)))


def test_checks_are_called_as_in_a_verdict():
    names = sorted(path.stem for path in Path(checks.__file__).parent.glob("test_*.py"))
    modules = [importlib.import_module(f"grader.checks.{name}") for name in names]
    found = [getattr(each, "check_info", None) for m in modules for each in vars(m).values()]
    assert {info.id: (info.en, info.zh) for info in found if info} == CHECKS
