"""What is served next."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from trainer import drills
from trainer.choosing import Choice, asked_for
from trainer.queue import APART_MINUTES, Places, choose, due_now, held_back
from trainer.schedule import Memory
from trainer.standings import standings
from trainer.state import Card, State


def test_the_first_is_the_easiest(desk):
    assert desk.serves() == "mae"


def test_the_open_drill_is_served_again(desk, sit_down):
    assert [desk.serves(), sit_down().serves()] == ["mae", "mae"]


def test_siblings_are_not_served_back_to_back(desk):
    families = []
    for _ in range(3):
        families.append(desk.at(desk.serves()).family)
        drills.skip(desk)
    assert all(a != b for a, b in itertools.pairwise(families))


def test_nothing_but_siblings_is_left_for_later(desk, clock):
    """What was written a minute ago is repeated, not recalled."""
    kin = [s for s in desk.catalogue.values() if s.family == desk.at("ce").family][:3]
    drills.know(desk, kin)
    clock.passes(days=40)
    desk.settings = replace(desk.settings, new_per_day=0)
    first = desk.serves()
    desk.passes(first)
    assert desk.serves() is None
    assert desk.held_back() in kin
    assert drills.next_drill(desk, "en", kin).spec in kin  # asked for by name
    desk.passes(desk.current().id)
    clock.passes(minutes=APART_MINUTES)
    assert desk.serves() in {spec.id for spec in kin}


def test_a_question_in_between_lets_siblings_through(desk, clock):
    kin = [s for s in desk.catalogue.values() if s.family == desk.at("ce").family][:2]
    drills.know(desk, kin)
    clock.passes(days=40)
    desk.settings = replace(desk.settings, new_per_day=0)
    desk.passes(desk.serves())
    assert desk.serves() is None
    desk.record("answered", "mae-by-hand", {"typed": "1", "right": True})
    assert desk.serves() in {spec.id for spec in kin}


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_siblings_never_follow_each_other_within_half_an_hour(data):
    specs = list(load_catalogue().values())
    met = data.draw(st.sets(st.sampled_from([s.id for s in specs]), min_size=1))
    state = State(day="2026-03-20")
    for id_ in met:
        memory = Memory(data.draw(st.floats(0.5, 50)), 5.0, "2026-03-01", "2026-03-02")
        state.cards[id_] = Card(memory, "good", [])
    state.family = data.draw(st.sampled_from([s.family for s in specs]))
    served = choose(state, specs, "2026-03-20", Places(3, 100), state.family)
    assert served is None or served.family != state.family
    rest = held_back(state, specs, "2026-03-20", Places(3, 100), state.family)
    assert rest is None or rest.family == state.family


def test_what_is_asked_for_is_served_beyond_the_places_of_the_day(desk, clock):
    while exercise := desk.serves():
        desk.passes(exercise)
    among = asked_for(desk, Choice(track="ladder", new=True))
    drill = drills.next_drill(desk, "en", among)
    assert (drill.spec.track, drill.why) == ("ladder", "new")


def test_what_is_asked_for_is_not_begun_beside_another(desk):
    assert desk.serves() == "mae"
    with pytest.raises(PracticeError, match="`mae` is being written"):
        drills.next_drill(desk, "en", asked_for(desk, Choice(track="rl")))
    regression = asked_for(desk, Choice(track="regression"))
    assert drills.next_drill(desk, "en", regression).spec.id == "mae"


def test_nothing_is_asked_for_when_nothing_is_said(desk):
    assert asked_for(desk, Choice()) is None


def test_new_ones_stop_at_the_cap_of_the_day(desk, clock):
    served = []
    while exercise := desk.serves():
        served.append(exercise)
        desk.passes(exercise)
    assert len(served) == desk.settings.new_per_day
    clock.passes(days=1)
    assert desk.serves() is not None


def test_due_comes_before_new(desk, clock):
    desk.serves()
    desk.passes("mae")
    clock.reaches(desk.next_due()[0].isoformat())
    assert desk.serves() == "mae"


def test_every_third_place_is_kept_for_a_new_one(desk, clock):
    known = ("mae", "ce", "bce")
    for exercise in known:
        desk.runs(exercise)
        drills.skip(desk)
    clock.passes(days=1)
    served = []
    for _ in range(3):
        served.append(desk.serves())
        desk.passes(served[-1])
    assert [exercise in known for exercise in served] == [True, True, False]


def test_what_loses_most_by_waiting_comes_first(catalogue):
    def known(stability: float) -> Card:
        return Card(Memory(stability, 5.0, "2026-03-01", "2026-03-02"), "good", [])

    state = State(cards={"mae": known(50.0), "ce": known(2.0), "bce": known(9.0)})
    ranked = due_now(state, catalogue.values(), "2026-03-02")
    assert [spec.id for spec in ranked] == ["ce", "bce", "mae"]


@pytest.mark.parametrize(("passes", "served"), [(1, False), (2, True)])
def test_a_requirement_is_met_by_a_later_pass(desk, clock, passes, served):
    needy = next(spec for spec in desk.catalogue.values() if spec.requires)
    for number in range(passes):
        for needed in needy.requires:
            desk.recalls(needed) if number else desk.passes(needed)
        clock.passes(days=60)
    state = {each.spec.id: each for each in standings(desk)}[needy.id]
    assert (state.state == "new") == served
    assert (state.waits_for == []) == served


def test_when_nothing_is_left_the_next_day_is_known(desk):
    while exercise := desk.serves():
        desk.passes(exercise)
    day, spec = desk.next_due()
    assert day > desk.today
    assert spec.id in desk.catalogue


@pytest.mark.parametrize("textbook", ["bce", "focal"])
def test_the_stable_form_comes_next_among_the_new_ones_once_it_passed(desk, textbook):
    for exercise in ("mae", textbook):
        desk.passes(exercise)
    specs = desk.catalogue.values()
    state = desk.state()
    state.cards = {textbook: state.cards[textbook]}
    state.family = "pointwise-error"
    state.served_today = 2  # the turn of a new one
    assert choose(state, specs, desk.today.isoformat(), Places(100, 100)).id == f"{textbook}-stable"
    state.cards = {}
    assert choose(state, specs, desk.today.isoformat(), Places(100, 100)).id != f"{textbook}-stable"


def test_what_is_named_as_the_stable_form_exists_and_requires_the_textbook_form(desk):
    named = [spec for spec in desk.catalogue.values() if spec.stable]
    assert [spec.id for spec in named] == ["bce", "focal"]
    assert all(spec.id in desk.catalogue.find(spec.stable).requires for spec in named)
