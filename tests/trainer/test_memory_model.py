"""The arithmetic of the schedule is that of FSRS-6: held against two other implementations, against
figures that they publish, and against what goes wrong when the package is called carelessly."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS
from fsrs_rs_python import FSRS, FSRSItem, FSRSReview
from hypothesis import given
from hypothesis import strategies as st

from trainer import memory_model as model
from trainer.schedule import LONGEST_DAYS, Memory, interval, retrievability, review

GRADES = ("again", "hard", "good", "easy")
START = date(2026, 3, 2)
HISTORIES = 10_000


def later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def drawn(random_: random.Random) -> list[tuple[str, int]]:
    """Grades, each with the days since the one before: early, on time and late."""
    longest = random_.choice((3, 20, 200))
    grades = random_.choices(GRADES, (2, 1, 4, 1), k=random_.randint(1, 10))
    return [(grade, random_.randint(1, longest) if n else 0) for n, grade in enumerate(grades)]


def lived(history: list[tuple[str, int]], retention: float = 0.9) -> Memory:
    memory, day = None, START.isoformat()
    for grade, days in history:
        day = later(day, days)
        memory = review("ce", memory, grade, day, retention)
    assert memory is not None
    return memory


def by_fsrs(history: list[tuple[str, int]], retention: float) -> Card:
    """The package called directly, a day apart being 24 hours."""
    scheduler = Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )
    card, at = Card(card_id=1), datetime(2026, 3, 2, tzinfo=UTC)
    for grade, days in history:
        at += timedelta(days=days)
        card, _ = scheduler.review_card(card, Rating[grade.capitalize()], at)
    return card


def test_ten_thousand_histories_agree_with_both_implementations():
    random_ = random.Random(20260302)
    rust = FSRS(list(DEFAULT_PARAMETERS))
    histories = [drawn(random_) for _ in range(HISTORIES)]
    ours, items = [], []
    for history in histories:
        retention = random_.choice((0.70, 0.85, 0.90, 0.97))
        memory, card = lived(history, retention), by_fsrs(history, retention)
        assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
        days = (card.due.date() - date.fromisoformat(memory.last)).days
        exact = interval(memory.stability, retention)
        assert exact == days, history
        exact = 1 if history[-1][0] == "again" else exact
        off = (date.fromisoformat(memory.due) - date.fromisoformat(memory.last)).days - exact
        assert abs(off) <= (0 if exact < 4 else max(1, round(0.05 * exact)))
        # It computes in single precision and does not round its intervals.
        theirs = rust.next_interval(memory.stability, retention, 3)
        assert days in (1, LONGEST_DAYS) or days == pytest.approx(theirs, abs=0.501)
        ours.append(memory)
        items.append(FSRSItem([FSRSReview(GRADES.index(g) + 1, days) for g, days in history]))
    for memory, theirs in zip(ours, rust.memory_state_batch(items), strict=True):
        assert memory.stability == pytest.approx(theirs.stability, rel=2e-5)
        assert memory.difficulty == pytest.approx(theirs.difficulty, abs=2e-5)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 400)), min_size=1, max_size=10))
def test_the_model_that_looks_ahead_is_the_same(history):
    memory, known, day = None, None, START
    for grade, days in history:
        day += timedelta(days=days)
        memory = review("ce", memory, GRADES[grade - 1], day.isoformat())
        known = (
            model.reviewed(known, grade, day.toordinal())
            if known
            else model.first(grade, day.toordinal())
        )
        assert known.stability == pytest.approx(memory.stability, rel=1e-9)
        assert known.difficulty == pytest.approx(memory.difficulty, rel=1e-9)
    later_on = day + timedelta(days=30)
    assert model.recall(known, later_on.toordinal()) == pytest.approx(
        retrievability(memory, later_on.isoformat()), rel=1e-9
    )


# Published figures, all with the default weights: ts-fsrs, packages/fsrs/__tests__/FSRS-6.test.ts
# ("first repeat", "ivl_history", "memory state[long-term]", "get retrievability"), which names
# fsrs-rs, src/inference.rs, as where those of the memory state come from.


@pytest.mark.parametrize(
    ("grade", "stability", "difficulty"),
    [
        ("again", 0.212, 6.4133),
        ("hard", 1.2931, 5.11217071),
        ("good", 2.3065, 2.11810397),
        ("easy", 8.2956, 1.0),
    ],
)
def test_the_published_memory_after_a_first_review(grade, stability, difficulty):
    memory = lived([(grade, 0)])
    assert memory.stability == pytest.approx(stability, abs=1e-8)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-8)


def test_the_published_intervals_of_what_is_known_each_time():
    memory, day, intervals = None, START.isoformat(), []
    for _ in range(4):
        memory = review("ce", memory, "good", day)
        intervals.append(interval(memory.stability))
        day = later(day, intervals[-1])
    assert intervals == [2, 11, 46, 163]


def test_the_published_memory_after_a_lapse_and_growing_intervals():
    again = lived([("again", 0)])
    # Theirs repeats it on the same day, which leaves the stability alone and moves the difficulty.
    moved = review("ce", again, "good", later(again.last, 1)).difficulty
    memory, day = Memory(again.stability, moved, again.last, again.due), again.last
    for days in (1, 3, 8, 21):
        day = later(day, days)
        memory = review("ce", memory, "good", day)
    assert memory.stability == pytest.approx(53.335106, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_the_published_recall_on_the_day_it_is_due():
    memory = lived([("easy", 0)])
    assert retrievability(memory, later(memory.last, 8)) == pytest.approx(0.9024733, abs=1e-7)


# What goes wrong when the package is called carelessly.


def test_days_are_the_learners_and_no_blocks_of_24_hours():
    """From an evening to the next morning is a day, though it is half a block."""
    first, _ = Scheduler(learning_steps=(), enable_fuzzing=False).review_card(
        Card(card_id=1), Rating.Good, datetime(2026, 3, 2, 22, tzinfo=UTC)
    )
    morning = datetime(2026, 3, 3, 8, tzinfo=UTC)
    careless, _ = Scheduler(enable_fuzzing=False).review_card(first, Rating.Good, morning)
    ours = lived([("good", 0), ("good", 1)])
    assert ours.stability != careless.stability
    assert ours.stability == by_fsrs([("good", 0), ("good", 1)], 0.9).stability


def test_the_global_random_numbers_are_neither_used_nor_moved():
    found = []
    for seed in (1, 2):
        random.seed(seed)
        before = random.getstate()
        found.append([lived([("easy", 0), ("good", 9), ("good", n)]) for n in range(20, 60)])
        assert random.getstate() == before
    assert found[0] == found[1]


@pytest.mark.parametrize("retention", [-1.0, 0.0, 0.69, 0.98, 1.0, 2.0, float("nan")])
def test_a_retention_that_is_none_is_refused(retention):
    """The package takes them all."""
    Scheduler(desired_retention=retention)
    with pytest.raises(ValueError, match="retention"):
        review("ce", None, "good", "2026-03-02", retention)


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-01", "2025-01-01"])
def test_a_review_that_is_not_later_is_refused(day):
    """The package takes it for one of the same day and computes something else."""
    memory = review("ce", None, "good", "2026-03-02")
    with pytest.raises(ValueError, match="2026-03-02"):
        review("ce", memory, "good", day)


@pytest.mark.parametrize("retention", [0.7, 0.8, 0.9, 0.97])
def test_it_is_due_when_the_chance_has_fallen_to_the_retention(retention):
    memory = lived([("good", 0), ("good", 3)], retention)
    days = interval(memory.stability, retention)
    assert retrievability(memory, later(memory.last, days)) == pytest.approx(retention, abs=0.01)


def test_siblings_come_back_on_days_of_their_own():
    memory = lived([("easy", 0)])
    day = later(memory.last, 9)
    taken: set[str] = set()
    for sibling in ("ce", "nll", "ce-index"):
        due = review(sibling, memory, "good", day, taken=taken).due
        assert due not in taken
        taken.add(due)


def test_where_every_day_near_is_taken_it_comes_back_all_the_same():
    everywhere = {later("2026-03-02", n) for n in range(400)}
    free = review("ce", None, "easy", "2026-03-02")
    assert review("ce", None, "easy", "2026-03-02", taken=everywhere) == free
