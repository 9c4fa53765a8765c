"""What was planned after an exam is served first, until it is done."""

from __future__ import annotations

import pytest

from exercises.questions import load_questions
from trainer import drills, quiz, undoing
from trainer.state import State

FAR = 99


@pytest.fixture
def plan(desk):
    """Plan exercises and questions, as after an exam."""

    def make(*exercises: str, questions: tuple[str, ...] = (), exam: str = "20260301-abcd"):
        data = {
            "exam": exam,
            "day": "2026-03-01",
            "exercises": [*exercises],
            "questions": questions,
        }
        return desk.record("planned", "", data)

    return make


def planned(desk) -> list[str]:
    return [entry.id for entry in desk.state().plan.entries]


def test_it_is_served_in_its_order_before_due_and_new(desk, clock, plan):
    desk.serves()
    desk.passes("mae")
    clock.passes(days=30)
    plan("focal", "bce", "ce")
    served = []
    for _ in range(4):
        drill = drills.next_drill(desk, "en")
        served.append((drill.spec.id, drill.why))
        desk.passes(drill.spec.id)
    assert served == [("focal", "planned"), ("bce", "planned"), ("ce", "planned"), ("mae", "due")]


def test_siblings_may_follow_each_other(desk, plan):
    plan("mae", "mse")
    assert [desk.serves(), desk.passes("mae") and desk.serves()] == ["mae", "mse"]


def test_neither_requirements_nor_the_cap_of_the_day_hold_it_back(desk, plan):
    while exercise := desk.serves():
        desk.passes(exercise)
    plan("focal")
    assert desk.serves() == "focal"


def test_what_was_failed_today_can_be_written_again_today(desk, plan):
    desk.runs("ce")
    drills.skip(desk)
    plan("ce", "bce")
    assert desk.serves() == "ce"
    assert desk.serves() == "ce"
    assert desk.require_current().id == "ce"
    before = desk.state().cards["ce"]
    assert desk.passes("ce").extra
    assert desk.state().cards["ce"] == before
    assert desk.serves() == "bce"


def test_what_is_given_up_on_the_same_day_waits_until_the_next(desk, clock, plan):
    plan("ce", "bce")
    desk.serves()
    drills.skip(desk)
    assert desk.serves() == "bce"
    drills.skip(desk)
    assert planned(desk) == ["ce", "bce"]
    assert desk.serves() == "mae"
    drills.skip(desk)
    clock.passes(days=1)
    assert desk.serves() == "ce"


def test_giving_up_again_what_was_reviewed_sets_it_aside_too(desk, plan):
    desk.runs("ce")
    drills.skip(desk)
    plan("ce", "bce")
    desk.serves()
    assert drills.skip(desk).id == "ce"
    assert desk.serves() == "bce"


def test_a_review_on_a_later_day_ends_it_whatever_its_grade(desk, clock, plan):
    plan("ce", "bce")
    clock.passes(days=1)
    assert desk.serves() == "ce"
    drills.skip(desk)
    assert planned(desk) == ["bce"]


def test_a_planned_drill_stays_under_way_on_another_day(desk, clock, plan):
    desk.passes("ce")
    plan("ce")
    desk.serves()
    path = desk.workspace.stub(desk.at("ce"))
    path.write_text("half of it")
    clock.passes(days=1)
    assert desk.serves() == "ce"
    assert path.read_text() == "half of it"
    desk.passes("ce")
    assert planned(desk) == []


def test_undo_takes_the_plan_back(desk, plan):
    plan("focal")
    assert undoing.undo(desk).kind == "planned"
    assert desk.serves() == "mae"


def test_a_later_plan_comes_before_what_is_left_of_an_earlier_one(desk, plan):
    plan("ce", "focal", exam="one")
    plan("bce", "ce", exam="two")
    assert planned(desk) == ["bce", "ce", "focal"]
    assert desk.state().plan.entry("ce").exam == "two"


def test_it_is_written_anew_and_what_was_there_is_kept(desk, plan):
    path = desk.workspace.stub(desk.at("ce"))
    path.write_text("what was handed in")
    plan("ce")
    drill = drills.next_drill(desk, "en")
    assert drill.kept.read_text() == "what was handed in"
    assert "raise NotImplementedError" in path.read_text()
    path.write_text("half of it")
    assert drills.next_drill(desk, "en").kept is None
    assert path.read_text() == "half of it"


def test_a_stub_nobody_wrote_in_stays(desk, plan):
    desk.workspace.write_stub(desk.at("ce"), "zh")
    plan("ce")
    assert drills.next_drill(desk, "en").kept is None


def test_an_exercise_that_is_gone_is_passed_over(desk, plan):
    plan("gone", "ce")
    assert desk.serves() == "ce"


@pytest.mark.parametrize(("right", "left"), [(True, False), (False, True), (None, True)])
def test_a_planned_question_is_asked_first_until_it_is_right(desk, plan, right, left):
    questions = list(load_questions().values())
    day = desk.today.isoformat()

    def asked(state: State) -> str:
        return quiz.choose(state, questions, list(desk.catalogue), day, FAR).id

    plan(questions=("kl-nan", "ce-use"))
    assert asked(desk.state()) == "kl-nan"
    desk.record("answered", "kl-nan", {"typed": "a", "right": right, "seed": 1})
    assert asked(desk.state()) == "ce-use"
    assert ("kl-nan" in planned(desk)) == left


def test_judging_a_planned_short_answer_right_ends_it(desk, plan):
    plan(questions=("ce-why-log-softmax",))
    desk.record("answered", "ce-why-log-softmax", {"judged": "right"})
    assert planned(desk) == []
