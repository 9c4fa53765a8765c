"""`practice quiz`: at a terminal, and without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from exercises.catalogue import load_catalogue
from exercises.questions import Short, load_questions
from tests.e2e.conftest import Learner
from tests.e2e.terminals import Typing

UNASKED = next(id_ for id_ in load_catalogue() if not load_questions().of(id_))
SHORT = next(q for q in load_questions().of("mae") if isinstance(q, Short))


@pytest.fixture
def sit_down(learner: Learner) -> Iterator[Callable[..., Typing]]:
    opened: list[Typing] = []

    def sit(*arguments: str) -> Typing:
        opened.append(Typing(learner, *arguments))
        return opened[-1]

    yield sit
    for each in opened:
        each.close()


def standing(learner: Learner, id_: str) -> tuple[str, str | None]:
    listed = learner.types("quiz", "--list", "--json").data["questions"]
    return next((each["state"], each["rating"]) for each in listed if each["id"] == id_)


def test_a_whole_quiz_at_a_terminal(learner, sit_down):
    quiz = sit_down("quiz", "--count", "2")
    asked = quiz.reads("> ")
    assert "mean\nabsolute error?" in asked
    assert max(len(line) for line in asked.splitlines()) <= 80
    quiz.types("three\n")
    assert "no answer to this question. Type a number" in quiz.reads("> ").replace("\n", " ")
    quiz.types("3/2\n")
    assert "Right" in quiz.reads("6/4 is 1.5")
    assert "Rated Good; it comes back" in quiz.reads("q leaves. ")
    quiz.types("\n")
    assert "Travel times from a sensor" in quiz.reads("> ")
    quiz.types("a\n")
    shown = quiz.reads("Rated Again; it comes back")
    assert "Right is:" in shown
    code, last = quiz.ends()
    assert code == 0
    assert "2 questions: 1 right, 1 wrong." in last
    assert "Left today: 8 new" in last
    assert standing(learner, "mae-by-hand") == ("scheduled", "good")


@pytest.mark.parametrize("leaves", ["q\n", "\x04", "\x03"], ids=["q", "Ctrl-D", "Ctrl-C"])
def test_leaving_loses_nothing(learner, sit_down, leaves):
    quiz = sit_down("quiz")
    quiz.reads("> ")
    quiz.types("1\n")
    quiz.reads("q leaves. ")
    quiz.types("\n")
    quiz.reads("> ")
    quiz.types(leaves)
    # Python's readline looks for a signal only where its `select` was interrupted: one that comes
    # between the prompt and that `select`, on a busy machine, waits for the next key
    code, last = quiz.ends(leaves if leaves == "\x03" else "")
    assert (code, "1 question: 1 wrong." in last) == (0, True)
    assert standing(learner, "mae-by-hand") == ("scheduled", "again")


def test_a_short_answer_left_unjudged_is_judged_first_next_time(learner, sit_down):
    answered = learner.types("quiz", "answer", SHORT.id, "它只看符号", "--json").data
    assert (answered["right"], answered["rating"]) == (None, None)
    assert answered["right_reply"] == SHORT.model.en
    quiz = sit_down("quiz", "--lang", "zh", "--loss", "mae")
    assert "它只看符号" in quiz.reads("`n` 没有。")
    quiz.types("maybe\n")
    quiz.reads("`n` 没有。")
    quiz.types("p\n")
    assert "评级：困难" in quiz.reads("q 退出。")
    quiz.types("q\n")
    assert "部分正确 1 题" in quiz.ends()[1]
    assert standing(learner, SHORT.id) == ("scheduled", "hard")


def test_without_a_terminal_it_goes_by_json(learner):
    refused = learner.types("quiz")
    assert (refused.code, "practice quiz answer" in refused.err) == (2, True)
    asked = learner.types("quiz", "--json", "--loss", "mae").data
    assert (asked["id"], asked["kind"]) == ("mae-by-hand", "number")
    assert learner.types("quiz", "answer", asked["id"], "maybe", "--json").code == 2
    typed = ["answer", asked["id"], "3/2", "--seed", str(asked["seed"]), "--json"]
    answered = learner.types("quiz", *typed).data
    assert (answered["right"], answered["rating"], answered["extra"]) == (True, "good", False)
    assert learner.types("list", "--json").data["questions_due"] == 0
    undone = learner.types("undo")
    assert "Took back your answer" in undone.out
    assert standing(learner, asked["id"]) == ("new", None)


@pytest.mark.parametrize("seed", [[], ["--seed", "7"]], ids=["its own", "seed 7"])
def test_the_letters_are_those_that_were_shown(settled, seed):
    asked = settled.types("quiz", "--json", "--loss", "ce", *seed).data
    texts = {option["letter"]: option["text"] for option in asked["options"]}
    reply = settled.types("quiz", "answer", asked["id"], "a", *seed, "--json").data
    right = {option.en for option in load_questions()[asked["id"]].options if option.right}
    assert {texts[letter] for letter in reply["right_reply"].split()} == right
    settled.types("undo")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["quiz", "--loss", "hinges"], "Did you mean `hinge`?"),
        (["quiz", "--loss", UNASKED], "Of its family there are about `"),
        (["quiz", "answer", "mae-whn", "a"], "Did you mean"),
        (["quiz", "judge", "mae-by-hand", "right"], "no question with a short answer"),
        (["quiz", "judge", SHORT.id, "right"], "quiz answer"),
    ],
)
def test_a_wrong_call_is_told_what_to_type(settled, arguments, words):
    refused = settled.types(*arguments)
    assert (refused.code, words in refused.err.replace("\n", " ")) == (2, True)
