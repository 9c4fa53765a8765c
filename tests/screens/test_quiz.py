"""Every question is shown at 80 columns, as it is asked and as it is explained."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len

from exercises.questions import Short, load_questions
from exercises.replies import parse_reply, right_reply, shuffled
from screens import quiz
from trainer.quiz import Ahead, Reviewed, Standing

QUESTIONS = load_questions()
TODAY = date(2026, 3, 2)
WRONG = Reviewed(False, "again", date(2026, 3, 3), False)


def plain(lines) -> str:
    return "\n".join(line.plain for line in lines)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 50])
def test_no_line_of_any_question_is_too_wide(lang, width):
    for question in QUESTIONS.values():
        shown = shuffled(question, 1)
        lines = quiz.asked(shown, Standing(question, "new"), 1, lang, width)
        if isinstance(shown, Short):
            lines += [*quiz.model(shown, lang, width), *quiz.compared(shown, lang, width)]
        else:
            lines += quiz.answered(shown, right_reply(shown), WRONG, TODAY, lang, width)
        for line in lines:
            assert cell_len(line.plain) <= width, (question.id, line.plain)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_id_which_says_too_much_is_not_shown(lang):
    for question in QUESTIONS.values():
        shown = plain(quiz.asked(shuffled(question, 1), Standing(question, "new"), 1, lang, 80))
        assert question.id not in shown


def test_a_wrong_choice_is_told_what_is_wrong_about_it():
    question = shuffled(QUESTIONS["ce-use"], 1)
    letter = next(
        letter
        for letter in "abcd"
        for chosen in [parse_reply(question, letter)]
        if chosen == ["tags"]
    )
    shown = plain(quiz.answered(question, letter, WRONG, TODAY, "en", 80))
    assert "Right is:" in shown
    assert "each needs a sigmoid of its own" in shown


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_right_answer_gets_the_explanation_alone(lang):
    question = shuffled(QUESTIONS["ce-use"], 1)
    right = Reviewed(True, "good", date(2026, 3, 5), False)
    shown = plain(quiz.answered(question, right_reply(question), right, TODAY, lang, 80))
    assert "✓" in shown
    assert "Right is" not in shown
    assert "正确答案" not in shown


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (Ahead(2, 3, 9, [], None, 0), "Left today: 2 due, 3 new; `practice quiz`"),
        (Ahead(0, 3, 9, [], None, 0), "Left today: 3 new; `practice quiz`"),
        (Ahead(0, 0, 0, [], date(2026, 3, 3), 2), "2 questions come back tomorrow."),
        (Ahead(0, 0, 0, [], date(2026, 3, 9), 1), "1 question comes back in 7 days."),
        (Ahead(0, 0, 130, [], None, 0), "130 you have never seen: `new_questions_per_day`"),
    ],
)
def test_the_summary_says_what_is_left(left, words):
    shown = plain(quiz.summary(["right", "wrong", "right"], left, TODAY, "en", 80))
    assert "3 questions: 2 right, 1 wrong." in shown
    assert words in shown.replace("\n", " ")
