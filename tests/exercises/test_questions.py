"""The questions that come with the package: right, in both languages, and not to be guessed."""

import re
import subprocess
import sys
from collections import Counter
from hashlib import blake2b
from pathlib import Path
from statistics import fmean

import pytest

from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from exercises.questions import GENERAL, Multiple, Number, Order, Short, Single, load_questions
from exercises.replies import grade_answer, right_reply, shuffled
from tests.exercises.question_figures import FIGURES
from tests.exercises.test_shipped import runs_of_chinese

SIX = ("mae", "mse", "ce", "bce", "kl", "focal")
QUESTIONS = load_questions()
CHOICES = [q for q in QUESTIONS.values() if isinstance(q, Single | Multiple)]
NUMBERS = [q for q in QUESTIONS.values() if isinstance(q, Number)]
DOCUMENT = set((Path(__file__).parent / "source-digests.txt").read_text("ascii").split())


def texts(question) -> dict[str, tuple[str, str]]:
    """Every text of a question that must be there in both languages, by where it stands."""
    found = {"prompt": question.prompt, "explanation": question.explanation}
    match question:
        case Single() | Multiple():
            found |= {f"options.{o.id}": o for o in question.options}
            found |= {f"options.{o.id}.why": o.why for o in question.options if o.why}
        case Order():
            found |= {f"steps.{step.id}": step for step in question.steps}
        case Short():
            found |= {"model": question.model}
            found |= {f"points.{n}": point for n, point in enumerate(question.points)}
        case _:
            pass
    return {where: (text.en, text.zh) for where, text in found.items()}


def is_notation(text: str) -> bool:
    """A formula, code or a figure: the same in every language."""
    bare = re.sub(r"\$[^$]+\$|`[^`]+`", "", text)
    return not re.search(r"[A-Za-z]{2,}", bare)


@pytest.mark.parametrize("loss", [*SIX, GENERAL])
def test_each_loss_has_at_least_fourteen_questions_of_several_kinds(loss):
    asked = QUESTIONS.of(loss)
    assert len(asked) >= 14
    assert len({q.kind for q in asked}) >= 4
    assert len({q.level for q in asked}) >= 3
    assert len({q.topic for q in asked}) >= 4


def test_there_are_at_least_ninety():
    assert len(QUESTIONS) >= 90


def test_every_question_is_about_an_exercise_or_general():
    assert {q.loss for q in QUESTIONS.values()} <= {*load_catalogue(), GENERAL}


@pytest.mark.parametrize("id_", QUESTIONS)
def test_every_text_is_there_in_both_languages(id_):
    missing = [
        where for where, (en, zh) in texts(QUESTIONS[id_]).items() if not zh and not is_notation(en)
    ]
    assert missing == []


@pytest.mark.parametrize("id_", QUESTIONS)
def test_formulas_are_the_same_in_both_languages(id_):
    for where, (en, zh) in texts(QUESTIONS[id_]).items():
        if zh:
            assert en.count("$") % 2 == zh.count("$") % 2 == 0, where
            assert en.count("`") % 2 == zh.count("`") % 2 == 0, where


@pytest.mark.parametrize("id_", QUESTIONS)
def test_chinese_is_chinese_and_english_is_not(id_):
    def chinese(text: str) -> bool:
        return bool(re.search(r"[\u4e00-\u9fff]", text))

    for where, (en, zh) in texts(QUESTIONS[id_]).items():
        assert not chinese(en), where
        assert not zh or chinese(zh) or is_notation(zh) or zh == en, where


@pytest.mark.parametrize("question", CHOICES, ids=lambda q: q.id)
def test_nothing_refers_to_an_option_by_its_place(question):
    # Options are shuffled, so "the second one" or "none of the above" would be about nothing.
    by_place = r"(?i)\b(of the above|option [a-f1-6]|answer [a-f])\b|以上都|以上皆|选项|答案 ?[A-F]"
    said = [text for pair in texts(question).values() for text in pair]
    assert [text for text in said if re.search(by_place, text)] == []


@pytest.mark.parametrize("id_", QUESTIONS)
def test_no_sentence_is_taken_from_the_document(id_):
    taken = [
        run
        for _, zh in texts(QUESTIONS[id_]).values()
        for run in runs_of_chinese(zh)
        if blake2b(run.encode(), digest_size=5).hexdigest() in DOCUMENT
    ]
    assert taken == []


@pytest.mark.parametrize("question", NUMBERS, ids=lambda q: q.id)
def test_every_figure_is_the_one_computed_from_its_prompt(question):
    assert question.answer == pytest.approx(FIGURES[question.id], abs=question.tolerance / 2)


def test_no_figure_belongs_to_a_question_that_is_gone():
    assert set(FIGURES) == {q.id for q in NUMBERS}


@pytest.mark.parametrize("question", NUMBERS, ids=lambda q: q.id)
def test_a_tolerance_is_fine_enough_to_mean_something(question):
    assert question.tolerance <= 0.06 * max(abs(question.answer), 0.1)


@pytest.mark.parametrize("id_", QUESTIONS)
def test_the_right_reply_is_graded_as_right_in_any_order(id_):
    for seed in range(3):
        question = shuffled(QUESTIONS[id_], seed)
        expected = None if isinstance(question, Short) else True
        assert grade_answer(question, right_reply(question)) is expected


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_neither_the_longest_nor_the_shortest_option_is_the_one_to_guess(lang):
    singles = [q for q in CHOICES if isinstance(q, Single)]
    ranks = Counter()
    for question in singles:
        by_length = sorted(question.options, key=lambda o: len(o.in_(lang)))
        ranks[[o.right for o in by_length].index(True) == len(by_length) - 1, "longest"] += 1
        ranks[[o.right for o in by_length].index(True) == 0, "shortest"] += 1
    # Blind guessing wins one in four or so; a rule of thumb must not win every second one.
    assert ranks[True, "longest"] < 0.45 * len(singles)
    assert ranks[True, "shortest"] < 0.45 * len(singles)


def test_no_place_on_the_screen_holds_the_right_option_much_more_often():
    places = Counter(
        right_reply(shuffled(q, seed))
        for q in CHOICES
        if isinstance(q, Single) and len(q.options) == 4
        for seed in range(20)
    )
    assert set(places) == set("abcd")
    assert max(places.values()) < 1.25 * fmean(places.values())


def test_explanations_are_one_to_four_sentences():
    long = {
        q.id: q.explanation.zh
        for q in QUESTIONS.values()
        if len(re.findall(r"[。！？]", q.explanation.zh)) > 5 or len(q.explanation.zh) > 220
    }
    assert long == {}


def test_a_loss_comes_before_the_next_one_of_the_document_and_general_last():
    order = list(dict.fromkeys(q.loss for q in QUESTIONS.values()))
    assert [loss for loss in order if loss in SIX] == list(SIX)
    assert order[-1] == GENERAL
    numbered = [QUESTIONS.of(loss)[0].source.section[:1].isdigit() for loss in order[:-1]]
    assert numbered == sorted(numbered, reverse=True)
    assert list(QUESTIONS) == [q.id for loss in order for q in QUESTIONS.of(loss)]


def test_levels_are_used():
    assert {q.level for q in QUESTIONS.values()} >= {1, 2, 3, 4}


def test_all_kinds_and_topics_are_used():
    assert {q.kind for q in QUESTIONS.values()} == {
        "single",
        "multiple",
        "number",
        "short",
        "order",
    }
    assert len({q.topic for q in QUESTIONS.values()}) == 10


def test_questions_are_loaded_without_torch():
    code = (
        "import sys; from exercises.questions import load_questions; load_questions();"
        "import exercises.replies; print('torch' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_a_question_is_found_by_nearly_its_name():
    some = next(iter(QUESTIONS))
    assert QUESTIONS.find(some.upper().replace("-", "_")).id == some
    with pytest.raises(PracticeError) as refused:
        QUESTIONS.find(some[:-1])
    assert some in refused.value.remedy
