"""A paper: within its time, without siblings, the weakest first, the same from the same seed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import load_catalogue
from exercises.questions import load_questions
from trainer.exam.draw import Wanted, draw, item_seed
from trainer.recall import Recall
from trainer.schedule import review
from trainer.state import Card, State

DAY = "2026-11-23"
SPECS = list(load_catalogue().values())
QUESTIONS = list(load_questions().values())
FAMILY = {spec.id: spec.family for spec in SPECS}
TOPIC = {question.id: (question.loss, question.topic) for question in QUESTIONS}

wanted = st.builds(
    Wanted,
    minutes=st.floats(3, 120),
    tracks=st.lists(st.sampled_from(["regression", "classification", "divergence"]), max_size=2),
    level=st.none() | st.integers(1, 5),
    questions=st.none() | st.integers(0, 20),
)


def drawn(ask: Wanted, seed: int = 1, state: State | None = None):
    return draw(ask, SPECS, QUESTIONS, state or State(), DAY, seed)


def knows(*ids: str, on: str = "2026-11-20", grade: str = "good") -> State:
    state = State()
    for id_ in ids:
        memory = review(id_, None, grade, on)
        if id_ in FAMILY:
            state.cards[id_] = Card(memory, grade, [])
        else:
            state.questions[id_] = Recall(on, memory, grade)
    return state


@given(wanted, st.integers(0, 2**31))
def test_what_is_asked_holds(ask, seed):
    items = drawn(ask, seed)
    assert sum(item.par_minutes for item in items) <= ask.minutes
    families = [FAMILY[item.id] for item in items if item.kind == "drill"]
    topics = [TOPIC[item.id] for item in items if item.kind == "question"]
    assert len(set(families)) == len(families)
    assert len(set(topics)) == len(topics)
    assert len({item.id for item in items}) == len(items)
    assert all(item.level <= (ask.level or 5) for item in items)
    assert all(item.track in {*ask.tracks, "general"} for item in items if ask.tracks)
    assert ask.questions is None or len(topics) <= ask.questions
    assert items == drawn(ask, seed)


@pytest.mark.parametrize("seed", range(20))
def test_a_loss_with_many_questions_does_not_take_the_exam_over(seed):
    asked = drawn(Wanted(45, losses=["ce", "kl", "gae", "rope", "adamw"], questions=8), seed)
    losses = [TOPIC[item.id][0] for item in asked if item.kind == "question"]
    assert len(losses) == 8
    assert max(losses.count(loss) for loss in losses) == 2


def test_all_of_an_exam_may_be_about_one_loss_that_was_asked_for():
    items = drawn(Wanted(60, losses=["ce"], questions=6))
    assert sum(item.kind == "question" for item in items) == 6


def test_a_loss_that_is_weak_is_asked_about_more_than_twice():
    known = [id_ for id_, (loss, _) in TOPIC.items() if loss != "ce"]
    state = knows(*known, on=DAY)
    items = drawn(Wanted(60, losses=["ce", "kl"], questions=5), state=state)
    assert {TOPIC[item.id][0] for item in items if item.kind == "question"} == {"ce"}


def test_another_seed_draws_other_items():
    papers = {tuple(item.id for item in drawn(Wanted(45), seed)) for seed in range(8)}
    assert len(papers) == 8


def test_drills_and_questions_take_turns_from_the_easiest_on():
    items = drawn(Wanted(60))
    for kind in ("drill", "question"):
        levels = [item.level for item in items if item.kind == kind]
        assert levels == sorted(levels)
        assert len(levels) >= 4
    kinds = [item.kind for item in items]
    assert "drill" in kinds[: len(kinds) // 2]


def test_what_was_never_seen_comes_before_what_is_known():
    known = [spec.id for spec in SPECS if spec.id not in ("focal", "kl")]
    items = drawn(Wanted(16, questions=0), state=knows(*known))
    assert {item.id for item in items} == {"focal", "kl"}


def test_the_weakest_comes_first_and_then_what_was_not_seen_for_longest():
    state = knows(*(spec.id for spec in SPECS), on="2026-11-22")
    state.cards["kl"] = Card(review("kl", None, "again", "2026-10-01"), "again", [])
    assert [i.id for i in drawn(Wanted(7, questions=0), state=state)] == ["kl"]
    state = knows(*(spec.id for spec in SPECS), on="2026-11-22", grade="easy")
    state.cards["bce"] = Card(review("bce", None, "easy", "2026-11-21"), "easy", [])
    assert [i.id for i in drawn(Wanted(6, questions=0), state=state)] == ["bce"]


def test_the_number_of_questions_is_kept():
    assert sum(i.kind == "question" for i in drawn(Wanted(45, questions=5))) == 5
    assert all(i.kind == "drill" for i in drawn(Wanted(45, questions=0)))


def test_losses_and_topics_restrict_what_is_asked():
    items = drawn(Wanted(45, losses=["ce", "kl"], topics=["derivation"]))
    assert {item.id for item in items if item.kind == "drill"} <= {"ce", "kl"}
    assert {TOPIC[i.id][1] for i in items if i.kind == "question"} == {"derivation"}


def test_every_item_has_a_seed_of_its_own_made_from_the_papers():
    items = drawn(Wanted(60), seed=9)
    assert len({item.seed for item in items}) == len(items)
    assert all(item.seed == item_seed(9, item.id) for item in items)
