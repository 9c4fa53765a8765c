"""What a learner says they know counts as passed once, opens what builds on it, can be undone."""

from __future__ import annotations

import pytest

from exercises.errors import PracticeError
from trainer import drills, undoing
from trainer.queue import waits_for


def at(desk, *ids):
    return [desk.at(id_) for id_ in ids]


def test_what_is_known_comes_back_and_opens_what_builds_on_it(desk, clock):
    assert waits_for(desk.state(), desk.at("mae-backward")) == ["mae"]
    assert [s.id for s in drills.know(desk, at(desk, "mae"))] == ["mae"]
    card = desk.state().cards["mae"]
    assert (card.grade, card.reasons[0].en) == ("good", "you said that you know it")
    assert waits_for(desk.state(), desk.at("mae-backward")) == []
    assert desk.serves() != "mae"
    clock.reaches(card.memory.due)
    drills.skip(desk)
    assert desk.serves() == "mae"


def test_what_was_reviewed_or_is_being_written_is_not_touched(desk):
    desk.serves()
    assert drills.know(desk, at(desk, "mae")) == []
    before = desk.passes("mae")
    assert drills.know(desk, at(desk, "mae")) == []
    assert desk.state().cards["mae"].reasons == before.reasons


def test_it_can_be_taken_back(desk):
    drills.know(desk, at(desk, "mae", "mse"))
    undoing.undo(desk)
    assert set(desk.state().cards) == {"mae"}
    undoing.undo(desk)
    assert desk.state().cards == {}


def test_it_is_no_pass_that_was_not_written_here(desk, clock):
    """A pass after it is rated like any review, and a failure brings it back tomorrow."""
    drills.know(desk, at(desk, "mae"))
    clock.reaches(desk.state().cards["mae"].memory.due)
    desk.serves()
    assert desk.current().id == "mae"
    drills.skip(desk)
    assert desk.state().cards["mae"].grade == "again"


def test_beginning_further_on_counts_what_is_below_as_known(desk):
    drill, known = drills.begin_from(desk, desk.at("log-softmax"), "en")
    assert drill.spec.id == "log-softmax"
    assert [s.id for s in known] == ["softmax", "logsumexp"]
    assert desk.current().id == "log-softmax"
    assert desk.passes("log-softmax").grade == "good"


def test_beginning_at_the_drill_under_way_serves_it(desk):
    desk.serves()
    drill, known = drills.begin_from(desk, desk.at("mae"), "en")
    assert (drill.spec.id, known) == ("mae", [])


def test_what_is_known_cannot_be_begun_from(desk):
    drills.know(desk, at(desk, "mae"))
    with pytest.raises(PracticeError, match="known already"):
        drills.begin_from(desk, desk.at("mae"), "en")
