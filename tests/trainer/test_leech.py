"""A drill that is not known again and again is named, and what helps."""

from __future__ import annotations

import pytest

from trainer import drills
from trainer.leech import advice
from trainer.standings import standings


def reviewed(desk, clock, exercise: str, outcomes: str) -> None:
    """One review a day: ``p`` passed, ``f`` given up."""
    for outcome in outcomes:
        drills.next_drill(desk, "en", [desk.at(exercise)])
        desk.passes(exercise) if outcome == "p" else drills.skip(desk)
        clock.reaches(max(desk.next_due([desk.at(exercise)])[0], desk.today).isoformat())


@pytest.mark.parametrize(
    ("outcomes", "lapses"),
    [("f", 1), ("fff", 3), ("ffff", 4), ("fpfpfpf", 4), ("ffffpp", 0), ("ffffp", 4), ("ffppff", 2)],
)
def test_lapses_count_since_it_was_last_passed_twice_in_a_row(desk, clock, outcomes, lapses):
    reviewed(desk, clock, "mae", outcomes)
    standing = next(s for s in standings(desk) if s.spec.id == "mae")
    assert (standing.lapses, standing.leech) == (lapses, lapses >= 4)
    found = advice(desk.state(), desk.at("mae"), desk.catalogue, desk.today.isoformat())
    assert (found is not None) == standing.leech


def test_what_it_builds_on_is_named_and_of_several_the_one_known_least(desk, clock):
    spec = next(s for s in desk.catalogue.values() if len(s.requires) > 1)
    strong, weak, *rest = spec.requires
    drills.know(desk, [desk.at(id_) for id_ in (strong, *rest)])
    reviewed(desk, clock, weak, "f")
    drills.know(desk, [desk.at(weak)])
    reviewed(desk, clock, spec.id, "")
    state = desk.state()
    card = state.cards[weak]
    state.cards[spec.id] = type(card)(card.memory, "again", [], lapses=4)
    found = advice(state, spec, desk.catalogue, desk.today.isoformat())
    assert (found.first.id, found.lapses) == (weak, 4)


def test_without_a_foundation_that_was_met_there_are_its_hints(desk, clock):
    reviewed(desk, clock, "mae", "ffff")
    found = advice(desk.state(), desk.at("mae"), desk.catalogue, desk.today.isoformat())
    assert found.first is None
    assert found.hints == len(desk.at("mae").hints)
