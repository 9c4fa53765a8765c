"""What is remembered of questions: a fold over what was answered."""

from __future__ import annotations

import pytest

from trainer.facts import Fact
from trainer.recall import Recall, answer, rated

DAY, LATER = "2026-03-02", "2026-03-09"


def folded(*facts: tuple[str, dict]) -> dict[str, Recall]:
    recalls: dict[str, Recall] = {}
    for number, (day, data) in enumerate(facts, start=1):
        answer(recalls, Fact(number, "answered", "ce-use", f"{day}T10:00:00+00:00", day, data))
    return recalls


@pytest.mark.parametrize(
    ("data", "grade"),
    [
        ({"typed": "a", "right": True}, "good"),
        ({"typed": "a", "right": False}, "again"),
        ({"judged": "right", "right": True}, "good"),
        ({"judged": "partly", "right": None}, "hard"),
        ({"judged": "wrong", "right": False}, "again"),
    ],
)
def test_an_answer_is_a_review(data, grade):
    recall = folded((DAY, data))["ce-use"]
    assert (recall.grade, recall.seen, recall.memory.last, recall.typed) == (grade, DAY, DAY, None)


def test_what_was_wrong_comes_back_tomorrow_and_what_was_right_later():
    assert folded((DAY, {"right": False}))["ce-use"].memory.due == "2026-03-03"
    assert folded((DAY, {"right": True}))["ce-use"].memory.due > "2026-03-03"


def test_only_the_first_answer_of_a_day_is_a_review():
    once = folded((DAY, {"right": False}))
    assert folded((DAY, {"right": False}), (DAY, {"right": True})) == once


def test_an_answer_on_a_later_day_is_a_review_again():
    recall = folded((DAY, {"right": False}), (LATER, {"right": True}))["ce-use"]
    assert (recall.grade, recall.memory.last) == ("good", LATER)


def test_a_short_answer_waits_until_it_is_judged():
    typed = {"typed": "because", "right": None}
    waiting = folded((DAY, typed))["ce-use"]
    assert (waiting.typed, waiting.memory, waiting.seen) == ("because", None, DAY)
    judged = folded((DAY, typed), (LATER, {"judged": "right", "right": True}))["ce-use"]
    assert (judged.typed, judged.grade, judged.memory.last) == (None, "good", LATER)


def test_a_short_answer_in_an_exam_waits_for_the_exam_alone():
    recalls = folded((DAY, {"typed": "because", "right": None, "exam": "20260302-ab12"}))
    assert (recalls["ce-use"].typed, recalls["ce-use"].memory) == (None, None)
    rated(recalls, "ce-use", "good", DAY)
    assert recalls["ce-use"].grade == "good"
