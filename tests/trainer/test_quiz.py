"""Which question is asked next, and what becomes of an answer."""

from __future__ import annotations

import itertools
from itertools import pairwise

import pytest

from exercises.errors import PracticeError
from exercises.questions import Short, load_questions
from exercises.replies import right_reply, shuffled
from trainer import quiz, undoing

QUESTIONS = load_questions()
SHORT = next(question for question in QUESTIONS.values() if isinstance(question, Short))


def asked(desk, questions=None):
    return quiz.next_question(desk, questions or list(QUESTIONS.values()))


def answers(desk, question, right=True):
    if isinstance(question, Short):
        quiz.take(desk, question, "because", 0)
        return quiz.judge(desk, question, "right" if right else "wrong")
    shown = shuffled(question, 0)
    options = "abcdef"
    for typed in [right_reply(shown)] if right else [*options, "1e9", "2 1 3", "4 3 2 1"]:
        try:
            reviewed = quiz.take(desk, question, typed, 0)
        except PracticeError:
            continue
        if reviewed.right is right:
            return reviewed
        undoing.undo(desk)
    raise AssertionError(f"no such answer to {question.id}")


def stage(desk, question):
    return quiz.standing(desk.state(), question, desk.today.isoformat()).state


def test_questions_on_the_losses_being_learned_come_first(desk):
    assert asked(desk).loss == "mae"
    desk.passes("focal")
    assert asked(desk).loss == "focal"


def test_questions_that_compare_losses_come_once_two_are_being_learned(desk):
    questions = list(QUESTIONS.values())
    drills = [id_ for id_ in desk.catalogue if any(q.loss == id_ for q in questions)]
    order = dict.fromkeys(q.loss for q in quiz.unseen(desk.state(), questions, drills))
    assert list(order) == [*drills, "general"]
    desk.passes("mae")
    desk.passes("ce")
    order = dict.fromkeys(q.loss for q in quiz.unseen(desk.state(), questions, drills))
    assert list(order)[:3] == ["mae", "ce", "general"]
    assert set(order) == {*drills, "general"}


def test_two_on_one_topic_of_one_loss_are_never_asked_in_a_row(desk):
    (desk.workspace.root / "practice.toml").write_text("new_questions_per_day = 200\n")
    desk.settings = desk.workspace.settings()
    of_mae = [q for q in QUESTIONS.of("mae") if q.topic in {"use", "gradient"}]
    topics = []
    while (question := asked(desk, of_mae)) is not None:
        topics.append(question.topic)
        answers(desk, question)
    assert len(topics) == len(of_mae)
    apart = sum(before != after for before, after in pairwise(topics))
    assert apart >= 2 * min(topics.count("use"), topics.count("gradient")) - 1


def test_a_sibling_is_asked_when_nothing_else_is_left(desk):
    siblings = [q for q in QUESTIONS.of("mae") if q.topic == "properties"][:2]
    answers(desk, siblings[0])
    assert asked(desk, siblings) == siblings[1]


def test_only_so_many_new_ones_are_asked_on_one_day(desk, clock):
    for _ in range(desk.settings.new_questions_per_day):
        answers(desk, asked(desk))
    assert asked(desk) is None
    left = quiz.whats_ahead(desk, list(QUESTIONS.values()))
    assert (left.due, left.new, left.unseen) == (0, 0, len(QUESTIONS) - 10)
    clock.passes(days=1)
    assert asked(desk) is not None


def test_what_is_due_comes_before_what_was_never_seen(desk, clock):
    first = asked(desk)
    answers(desk, first, right=False)
    assert asked(desk) != first
    clock.passes(days=1)
    assert stage(desk, first) == "due"
    assert asked(desk) == first


def test_what_is_forgotten_fastest_is_due_first(desk, clock):
    known, unknown = QUESTIONS["mae-by-hand"], QUESTIONS["mae-when"]
    answers(desk, known)
    answers(desk, unknown, right=False)
    clock.passes(days=3)
    assert asked(desk) == unknown


def test_questions_alternate_between_losses_while_several_are_due(desk, clock):
    questions = [q for q in QUESTIONS.values() if q.loss in ("mae", "ce")]
    for question in questions:
        answers(desk, question)
    clock.passes(days=30)
    losses = []
    for _ in range(8):
        question = quiz.next_question(desk, questions)
        losses.append(question.loss)
        answers(desk, question)
    assert all(a != b for a, b in itertools.pairwise(losses))


def test_an_answer_is_rated_once_a_day(desk):
    question = QUESTIONS["mae-by-hand"]
    first = answers(desk, question, right=False)
    again = answers(desk, question, right=True)
    assert (first.right, first.grade, first.extra) == (False, "again", False)
    assert (again.right, again.grade, again.extra, again.due) == (True, None, True, first.due)


def test_what_cannot_be_read_is_not_recorded(desk):
    with pytest.raises(PracticeError, match="no answer to this question"):
        quiz.take(desk, QUESTIONS["mae-by-hand"], "three", 0)
    assert desk.history.last_id() == 0


def test_half_a_character_is_an_answer_all_the_same(desk):
    quiz.take(desk, SHORT, "caf\udcc3", 0)
    assert quiz.waiting(desk, SHORT) == "caf?"


@pytest.mark.parametrize(
    ("judgement", "right", "grade"),
    [("right", True, "good"), ("partly", None, "hard"), ("wrong", False, "again")],
)
def test_a_short_answer_is_rated_once_the_learner_has_judged_it(desk, judgement, right, grade):
    waiting = quiz.take(desk, SHORT, "", 0)
    assert (waiting.right, waiting.grade, stage(desk, SHORT)) == (None, None, "unjudged")
    assert asked(desk, [SHORT]) is None
    assert list(quiz.whats_ahead(desk, [SHORT]).unjudged) == [SHORT]
    judged = quiz.judge(desk, SHORT, judgement)
    assert (judged.right, judged.grade, stage(desk, SHORT)) == (right, grade, "scheduled")


@pytest.mark.parametrize("question", [SHORT, QUESTIONS["mae-by-hand"]], ids=lambda each: each.kind)
def test_what_was_not_answered_cannot_be_judged(desk, question):
    with pytest.raises(PracticeError, match="judged"):
        quiz.judge(desk, question, "right")


def test_a_short_answer_of_an_exam_nobody_judged_is_asked_again(desk):
    desk.record("answered", SHORT.id, {"typed": "x", "right": None, "exam": "e", "seed": 0})
    assert (stage(desk, SHORT), asked(desk, [SHORT])) == ("due", SHORT)


def test_undo_takes_back_an_answer(desk):
    question = QUESTIONS["mae-by-hand"]
    answers(desk, question)
    assert undoing.undo(desk).kind == "answered"
    assert stage(desk, question) == "new"
    assert desk.state().new_questions_today == 0


def test_undo_takes_back_a_judgement_and_then_the_answer(desk):
    answers(desk, SHORT)
    undoing.undo(desk)
    assert stage(desk, SHORT) == "unjudged"
    undoing.undo(desk)
    assert stage(desk, SHORT) == "new"


def test_options_are_shuffled_anew_after_an_answer_and_not_before(desk):
    question = QUESTIONS["mae-when"]
    first = quiz.seed_for(question, desk.state().questions.get(question.id))
    assert first == quiz.seed_for(question, desk.state().questions.get(question.id))
    answers(desk, question)
    assert first != quiz.seed_for(question, desk.state().questions.get(question.id))


def test_the_facts_of_answers_survive_being_folded_and_kept(desk, sit_down):
    for question in list(QUESTIONS.values())[:60]:
        answers(desk, question)
    assert sit_down().state() == desk.state()
    assert len(desk.state().questions) == 60
