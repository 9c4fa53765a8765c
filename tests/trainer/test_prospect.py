"""What is expected of a day, and that it is what happens to somebody who does as told."""

from __future__ import annotations

import pytest

from exercises.catalogue import load_catalogue
from trainer.memory_model import Known, recall
from trainer.prospect import Start, prospect
from trainer.queue import Places

SPECS = list(load_catalogue().values())
MET = [spec for spec in SPECS if not spec.requires]
TODAY = 700


def start(known: bool = True) -> Start:
    met = {spec.id: Known(5.0, 5.0, TODAY - 10) for spec in MET} if known else {}
    return Start(MET, met, dict.fromkeys(met, 2))


def test_somebody_who_stops_forgets():
    found = prospect(start(), TODAY, TODAY + 30, Places(3, 12))
    assert found.if_stopped == pytest.approx(recall(Known(5.0, 5.0, TODAY - 10), TODAY + 30))
    assert found.if_stopped < found.recall < 1
    assert found.unmet == 0


def test_without_a_place_nothing_changes():
    found = prospect(start(), TODAY, TODAY + 30, Places(0, 0))
    assert (found.recall, found.per_day) == (pytest.approx(found.if_stopped), 0)


def test_more_places_are_never_worse_by_much():
    recalls = [prospect(start(), TODAY, TODAY + 30, Places(0, n)).recall for n in (1, 3, 6)]
    assert recalls == sorted(recalls)


def test_what_was_never_met_counts_nothing_and_is_said():
    found = prospect(start(known=False), TODAY, TODAY + 30, Places(0, 0))
    assert (found.recall, found.unmet) == (0, len(MET))
    begun = prospect(start(known=False), TODAY, TODAY + 30, Places(3, 12))
    assert begun.unmet == 0
    assert begun.recall > 0.8


def test_what_builds_on_others_takes_days():
    whole = Start(SPECS, {}, {})
    assert prospect(whole, TODAY, TODAY + 3, Places(100, 100)).unmet > 0
    assert prospect(whole, TODAY, TODAY + 120, Places(100, 100)).unmet == 0


def test_the_same_start_gives_the_same_prospect():
    assert len({prospect(start(), TODAY, TODAY + 20, Places(3, 5)) for _ in range(3)}) == 1
