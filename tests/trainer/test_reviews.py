"""Reviews read off the fold: one a sitting, with what was predicted of it."""

from __future__ import annotations

import pytest

from trainer import drills, undoing
from trainer.reviews import reviews
from trainer.schedule import retrievability


def made(desk):
    return reviews(desk.history.facts())


def test_a_sitting_makes_one_review(desk, clock):
    desk.runs("mae")
    desk.runs("mae")
    assert made(desk) == []
    desk.passes("mae")
    desk.passes("mae")  # practice
    (only,) = made(desk)
    assert (only.id, only.grade, only.elapsed, only.predicted) == ("mae", "hard", None, None)


def test_the_prediction_is_that_of_the_memory_before(desk, clock):
    desk.passes("mae")
    before = desk.state().cards["mae"].memory
    clock.reaches("2026-03-09")
    desk.recalls("mae")
    review = [each for each in made(desk) if each.id == "mae"][-1]
    assert review.elapsed == 7
    assert review.predicted == pytest.approx(retrievability(before, "2026-03-09"))
    assert review.recalled


def test_what_was_taken_back_is_no_review(desk):
    desk.passes("mae")
    undoing.undo(desk)
    assert made(desk) == []


def test_what_was_said_to_be_known_is_marked(desk, catalogue):
    drills.know(desk, [catalogue["mae"]])
    (only,) = made(desk)
    assert only.said


def test_questions_are_reviewed_too_and_once_a_day(desk, clock):
    for right in (True, False):
        desk.record("answered", "mae-by-hand", {"typed": "1", "right": right})
    clock.passes(days=20)
    desk.record("answered", "mae-by-hand", {"typed": "1", "right": False})
    first, second = made(desk)
    assert (first.kind, first.grade, second.grade) == ("question", "good", "again")
    assert not second.recalled
    assert second.elapsed == 20


def test_a_judged_answer_is_a_review_when_it_is_judged(desk):
    desk.record("answered", "mae-by-hand", {"typed": "words", "right": None})
    assert made(desk) == []
    desk.record("answered", "mae-by-hand", {"judged": "partly"})
    assert [each.grade for each in made(desk)] == ["hard"]


def test_there_are_as_many_as_the_cards_say(desk, clock):
    for _ in range(25):
        served = desk.serves()
        if served:
            desk.passes(served)
        clock.passes(days=1)
    found = made(desk)
    cards = desk.state().cards
    assert {id_: card.pass_days for id_, card in cards.items()} == {
        id_: sum(each.id == id_ for each in found) for id_ in cards
    }
    assert {id_: card.memory.last for id_, card in cards.items()} == {
        each.id: each.day for each in found
    }
