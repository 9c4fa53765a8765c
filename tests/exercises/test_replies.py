"""What a learner types: what it may look like, what it is worth, and that nothing else decides."""

from string import ascii_lowercase

import msgspec
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from exercises.errors import PracticeError
from exercises.questions import (
    Multiple,
    Number,
    Option,
    Order,
    Short,
    Single,
    Step,
    load_questions,
)
from exercises.replies import (
    does_not_know,
    grade_answer,
    parse_reply,
    right_reply,
    shuffled,
    what_to_type,
)
from exercises.texts import Text

NAMES = ["ant", "bee", "cat", "dog", "emu", "fox", "gnu", "hen", "ibis"]
COMMON = {
    "id": "animals",
    "loss": "general",
    "topic": "use",
    "level": 1,
    "prompt": Text("Which?"),
    "explanation": Text("That one."),
}


def single(right: int = 1, size: int = 4) -> Single:
    options = [Option(id=n, en=n, right=place == right) for place, n in enumerate(NAMES[:size])]
    return Single(**COMMON, options=options)


def multiple(right: set[int], size: int = 4) -> Multiple:
    options = [Option(id=n, en=n, right=place in right) for place, n in enumerate(NAMES[:size])]
    return Multiple(**COMMON, options=options)


def order(right: list[str]) -> Order:
    return Order(**COMMON, steps=[Step(id=n, en=n) for n in sorted(right)], right=right)


def number(answer: float, tolerance: float = 0.01) -> Number:
    return Number(**COMMON, answer=answer, tolerance=tolerance)


SHORT = Short(**COMMON, model=Text("Because."), points=[Text("One"), Text("Two")])

sizes = st.integers(3, 6)
seeds = st.integers(-(2**63), 2**63)
singles = sizes.flatmap(lambda n: st.integers(0, n - 1).map(lambda right: single(right, n)))
multiples = sizes.flatmap(
    lambda n: st.sets(st.integers(0, n - 1), min_size=2, max_size=n - 1).map(
        lambda right: multiple(right, n)
    )
)
orders = st.integers(3, 9).flatmap(lambda n: st.permutations(NAMES[:n])).map(order)
numbers = st.floats(-1e6, 1e6).map(number)
choices = singles | multiples
questions = choices | orders | numbers | st.just(SHORT)


@given(questions, seeds)
def test_the_same_seed_gives_the_same_order(question, seed):
    assert shuffled(question, seed) == shuffled(question, seed)


@given(choices, seeds)
def test_shuffling_moves_options_and_changes_nothing_else(question, seed):
    mixed = shuffled(question, seed)
    assert sorted(mixed.options, key=lambda o: o.id) == sorted(question.options, key=lambda o: o.id)
    assert {o.id for o in mixed.options if o.right} == {o.id for o in question.options if o.right}
    assert (mixed.id, mixed.prompt, mixed.explanation) == (
        question.id,
        question.prompt,
        question.explanation,
    )


@given(choices | orders, seeds, st.randoms())
def test_the_order_written_in_the_file_does_not_show(question, seed, random):
    field = "steps" if isinstance(question, Order) else "options"
    entries = list(getattr(question, field))
    random.shuffle(entries)
    rewritten = type(question)(
        **{name: getattr(question, name) for name in question.__struct_fields__} | {field: entries}
    )
    assert shuffled(rewritten, seed) == shuffled(question, seed)


@given(orders, seeds)
def test_steps_are_never_shown_in_the_order_that_is_asked_for(question, seed):
    mixed = shuffled(question, seed)
    assert [step.id for step in mixed.steps] != question.right
    assert mixed.right == question.right


def test_every_order_of_options_comes_up():
    seen = {tuple(o.id for o in shuffled(single(size=3), seed).options) for seed in range(100)}
    assert len(seen) == 6


@given(questions, seeds)
def test_the_right_reply_is_right_however_it_is_shuffled(question, seed):
    mixed = shuffled(question, seed)
    if isinstance(question, Number):
        assume(float(f"{question.answer:g}") == pytest.approx(question.answer, abs=0.01))
    assert grade_answer(mixed, right_reply(mixed)) is (None if mixed is SHORT else True)


@given(singles, seeds, st.integers(0, 5))
def test_one_letter_is_right_exactly_when_its_option_is(question, seed, place):
    mixed = shuffled(question, seed)
    assume(place < len(mixed.options))
    assert grade_answer(mixed, ascii_lowercase[place]) is mixed.options[place].right


@given(multiples, st.sets(st.integers(0, 5), min_size=1))
def test_all_right_options_and_no_other_are_wanted(question, chosen):
    assume(max(chosen) < len(question.options))
    typed = " ".join(ascii_lowercase[place] for place in chosen)
    right = {place for place, option in enumerate(question.options) if option.right}
    assert grade_answer(question, typed) is (chosen == right)


@given(orders, st.randoms())
def test_an_order_is_right_only_as_a_whole(question, random):
    places = list(range(1, len(question.steps) + 1))
    random.shuffle(places)
    given_order = [question.steps[place - 1].id for place in places]
    assert grade_answer(question, " ".join(map(str, places))) is (given_order == question.right)


@given(st.floats(-1e6, 1e6), st.floats(-1, 1))
def test_a_number_is_right_within_the_tolerance(answer, off):
    assume(abs(abs(off) - 0.5) > 1e-6)
    right = grade_answer(number(answer, tolerance=0.5), repr(answer + off))
    assert right is (abs(off) < 0.5)


@given(questions, st.text(max_size=300))
@example(SHORT, "?")
def test_any_text_is_judged_or_refused_with_what_to_type(question, typed):
    if does_not_know(typed):
        assert grade_answer(question, typed) is False
    elif isinstance(question, Short):
        assert grade_answer(question, typed) is None
    elif parse_reply(question, typed) is not None:
        assert isinstance(grade_answer(question, typed), bool)
    else:
        with pytest.raises(PracticeError) as refused:
            grade_answer(question, typed)
        assert refused.value.remedy == what_to_type(question)
        assert refused.value.exit_code == 2
        assert len(refused.value.message) < 100
        assert "\n" not in refused.value.message


@pytest.mark.parametrize("typed", ["b", "B", " b ", "ｂ", "b.", "b\n"])
def test_ways_to_type_one_letter(typed):
    assert grade_answer(single(right=1), typed) is True


@pytest.mark.parametrize("typed", ["a c", "c a", "ac", "A, C", "a、c", "ａ，ｃ", "a;c", "a c a"])
def test_ways_to_type_several_letters(typed):
    assert grade_answer(multiple({0, 2}), typed) is True


@pytest.mark.parametrize("typed", ["3 1 2", "312", "3, 1, 2", "3 > 1 > 2", "3-1-2", "３ １ ２"])
def test_ways_to_type_an_order(typed):
    assert grade_answer(order(["cat", "ant", "bee"]), typed) is True


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2.303", 2.303),
        ("= 2.303", 2.303),
        ("≈2.303", 2.303),
        ("-0.5", -0.5),
        ("−0.5", -0.5),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("1/3", 1 / 3),
        ("- 1 / 4", -0.25),
        ("10%", 0.1),
        ("ln 2", 0.6931471805599453),
        ("-log(2)", -0.6931471805599453),
        ("２.５", 2.5),
    ],
)
def test_ways_to_type_a_number(typed, value):
    assert parse_reply(number(0.0), typed) == pytest.approx(value)


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (single(), ""),
        (single(), "   "),
        (single(), "e"),
        (single(), "a b"),
        (single(), "yes"),
        (multiple({0, 2}), "a z"),
        (multiple({0, 2}), "1 9"),
        (order(["cat", "ant", "bee"]), "1 2"),
        (order(["cat", "ant", "bee"]), "1 2 2"),
        (order(["cat", "ant", "bee"]), "1 2 3 4"),
        (order(["cat", "ant", "bee"]), "a b c"),
        (number(1.0), "one"),
        (number(1.0), "nan"),
        (number(1.0), "inf"),
        (number(1.0), "1e999"),
        (number(1.0), "1/0"),
        (number(1.0), "ln 0"),
        (number(1.0), "1 2"),
        (number(1.0), "__import__('os')"),
        (number(1.0), "9" * 1000),
    ],
)
def test_what_cannot_be_read_is_asked_again_and_not_wrong(question, typed):
    with pytest.raises(PracticeError) as refused:
        grade_answer(question, typed)
    assert refused.value.remedy.startswith("Type ")


def test_the_refusal_says_what_was_typed_and_what_to_type():
    with pytest.raises(PracticeError) as refused:
        grade_answer(single(), "maybe")
    assert str(refused.value) == (
        "`maybe` is no answer to this question. Type one letter from `a` to `d`."
    )
    with pytest.raises(PracticeError) as refused:
        grade_answer(order(["cat", "ant", "bee"]), "")
    assert str(refused.value) == (
        "An empty line is no answer to this question. "
        "Type every number of a step once, in the right order, such as `3 2 1`."
    )


def test_a_short_answer_is_left_to_the_learner():
    assert grade_answer(SHORT, "whatever") is None
    assert grade_answer(SHORT, "") is None
    assert right_reply(SHORT) == "Because."


def test_shuffling_again_by_the_same_seed_changes_nothing():
    for question in load_questions().values():
        once = shuffled(question, 7)
        assert shuffled(once, 7) == once


@pytest.mark.parametrize("typed", ["?", "？", "I don't know.", "i don’t know", "IDK", "不知道。"])
def test_who_does_not_know_is_not_right_and_not_asked_again(typed):
    steps = ["cat", "ant", "bee"]
    for question in (single(), multiple({0, 2}), number(1.0), order(steps), SHORT):
        assert grade_answer(question, typed) is False


def test_digits_do_for_letters():
    assert grade_answer(single(right=1), "2") is True
    assert grade_answer(multiple({0, 2}), "1 3") is True


def test_every_order_that_is_right_is_accepted():
    question = msgspec.structs.replace(order(["cat", "ant", "bee"]), also=[["ant", "cat", "bee"]])
    places = {step.id: str(place) for place, step in enumerate(question.steps, 1)}
    typed = [[places[id_] for id_ in ids] for ids in (question.right, *question.also)]
    assert [grade_answer(question, " ".join(each)) for each in typed] == [True, True]
    assert grade_answer(question, " ".join(reversed(typed[0]))) is False
