"""Which exercise is written: practised once more, given up, written anew."""

from __future__ import annotations

import pytest

from exercises.errors import PracticeError
from tests.trainer.conftest import CODE, grades, stage
from trainer import aid, aside, drills


def test_giving_up_needs_something_to_give_up(desk):
    with pytest.raises(PracticeError, match="no current drill"):
        drills.skip(desk)


def test_extra_never_touches_the_schedule(desk, clock):
    desk.serves()
    aid.reveal(desk, desk.at("mae"))
    before = desk.state().cards["mae"]
    drill = drills.extra(desk, None, "en")
    assert (drill.spec.id, drill.why) == ("mae", "extra")
    assert desk.workspace.untouched(drill.spec)
    assert grades(desk, CODE).unrated is not None
    assert aid.hint(desk, drill.spec).free
    assert desk.state().cards["mae"] == before
    clock.passes(days=1)
    assert desk.recalls("mae").grade == "good"


def test_extra_of_what_was_never_served_rates_nothing(desk):
    spec = drills.extra(desk, desk.at("ce"), "en").spec
    assert desk.passes("ce").extra
    assert stage(desk, "ce") == "new"
    with pytest.raises(PracticeError, match="Nothing was reviewed yet"):
        drills.extra(desk, None, "en")
    assert spec.id == "ce"


def test_extra_leaves_a_drill_under_way_alone(desk):
    desk.serves()
    path = desk.workspace.stub(desk.at("mae"))
    path.write_text("half of it")
    with pytest.raises(PracticeError, match="being written"):
        drills.extra(desk, desk.at("mae"), "en")
    assert path.read_text() == "half of it"


def test_a_due_drill_is_written_anew_and_the_old_answer_kept(desk, clock):
    spec = desk.at("mae")
    desk.serves()
    desk.workspace.stub(spec).write_text("what passed then")
    due = desk.passes("mae").due
    clock.reaches(due.isoformat())
    drill = drills.next_drill(desk, "en")
    assert (drill.spec.id, drill.why) == ("mae", "due")
    assert desk.workspace.untouched(spec)
    assert drill.kept.read_text() == "what passed then"
    desk.workspace.stub(spec).write_text("half of it")
    again = drills.next_drill(desk, "en")
    assert (again.why, again.kept) == ("open", None)
    assert desk.workspace.stub(spec).read_text() == "half of it"


def test_one_that_is_named_is_served_whatever_it_builds_on(desk):
    spec = desk.at("grpo")
    assert spec.requires
    drill = drills.chosen(desk, spec, "en")
    assert (drill.spec, drill.why) == (spec, "new")
    assert desk.current() == spec
    assert drill.path.exists()
    assert drills.chosen(desk, spec, "en").why == "open"
    with pytest.raises(PracticeError, match="`grpo` is being written"):
        drills.chosen(desk, desk.at("mae"), "en")


def test_one_that_is_named_is_served_when_it_is_due_and_not_before(desk, clock):
    drills.chosen(desk, desk.at("mae"), "en")
    due = desk.passes("mae").due
    with pytest.raises(PracticeError, match=f"known already; it comes back on {due}"):
        drills.chosen(desk, desk.at("mae"), "en")
    clock.reaches(due.isoformat())
    assert drills.chosen(desk, desk.at("mae"), "en").why == "due"


def test_one_that_is_named_and_was_set_aside_says_how_it_comes_back(desk):
    aside.suspend(desk, desk.at("mse"))
    with pytest.raises(PracticeError, match="set aside") as refused:
        drills.chosen(desk, desk.at("mse"), "en")
    assert "practice resume mse" in refused.value.remedy
    aside.resume(desk, desk.at("mse"))
    assert drills.chosen(desk, desk.at("mse"), "en").spec.id == "mse"
