"""A fit is taken only for what it tells of later reviews, and everything then goes by it."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

import pytest
from fsrs import Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS

from exercises.errors import PracticeError
from screens import fitting as screen
from trainer import fit as module
from trainer import undoing
from trainer.fit import by_fsrs_rs, fit
from trainer.memory_model import AGAIN, GOOD, first, recall, reviewed
from trainer.reviews import Review, reviews
from trainer.schedule import retrievability
from trainer.snapshot import disagrees

START = date(2026, 1, 1).toordinal()
#: Somebody who forgets three times as fast as the defaults have it, along a steeper curve.
FORGETFUL = (*(w / 3 for w in DEFAULT_PARAMETERS[:4]), *DEFAULT_PARAMETERS[4:20], 0.5)


def life(weights, days: int, seed: int = 0, drills: int = 40) -> list[Review]:
    """The reviews of somebody whose memory is as ``weights`` say, each as it would be due."""
    drawn = random.Random(seed)
    known, due, made = {}, {}, []
    for day in range(START, START + days):
        for id_ in (f"d{n}" for n in range(drills)):
            if due.get(id_, START + drawn.randrange(9)) > day:
                continue
            before = known.get(id_)
            chance = 0.8 if before is None else recall(before, day)
            right = drawn.random() < chance
            grade, name = (GOOD, "good") if right else (AGAIN, "again")
            elapsed = None if before is None else day - before.last
            predicted = None if before is None else chance
            told = date.fromordinal(day).isoformat()
            made.append(Review("drill", id_, told, name, elapsed, predicted))
            known[id_] = (
                first(grade, day, weights) if before is None else reviewed(before, grade, day)
            )
            due[id_] = day + max(1, round(drawn.choice((1, 2, 3, 6, 10, 20)) * drawn.random()))
    return made


def test_somebody_who_forgets_faster_is_told_better_by_a_fit():
    found = fit(life(FORGETFUL, 120))
    assert found.better
    assert found.log_loss.fit < min(found.log_loss.defaults, found.log_loss.constant)
    Scheduler(parameters=found.weights)  # it refuses what is out of bounds


def test_for_somebody_as_the_defaults_have_it_nothing_is_gained():
    made = life(tuple(DEFAULT_PARAMETERS), 120)
    found = fit(made)
    assert found.log_loss.fit == pytest.approx(found.log_loss.defaults, abs=0.02)


def test_a_fit_that_no_longer_holds_is_not_better():
    made = life(FORGETFUL, 60)
    change = len(made)
    later = life(tuple(DEFAULT_PARAMETERS), 200, seed=1)
    moved = [
        r._replace(id=f"new-{r.id}", day=(date.fromisoformat(r.day) + timedelta(60)).isoformat())
        for r in later
    ]
    made += moved[: change // 3]
    assert not fit(made).better


def test_nothing_of_what_is_held_out_is_fitted_on():
    made = life(FORGETFUL, 60)
    seen = []

    def fitter(histories):
        seen.extend(histories)
        return tuple(DEFAULT_PARAMETERS)

    found = fit(made, fitter)
    scored = sum(each.elapsed is not None for each in made)
    assert found.fitted_on + found.held_out == scored
    assert found.held_out == scored // 4
    assert len(seen) == found.fitted_on
    assert found.log_loss.fit == found.log_loss.defaults
    assert not found.better  # equal is not better


def test_log_loss_is_that_of_the_chances_given_before():
    made = life(tuple(DEFAULT_PARAMETERS), 40)
    found = fit(made, lambda _: tuple(DEFAULT_PARAMETERS))
    later = [each for each in made if each.predicted is not None][-found.held_out :]
    wanted = [-math.log(r.predicted if r.recalled else 1 - r.predicted) for r in later]
    assert found.log_loss.defaults == pytest.approx(sum(wanted) / len(wanted))


def test_too_few_or_all_alike_is_said():
    with pytest.raises(PracticeError, match="needs 64 scored reviews, and there are 0"):
        fit([])
    made = [r._replace(grade="good") for r in life(FORGETFUL, 60)]
    with pytest.raises(PracticeError, match="no curve to fit"):
        fit(made)


def test_what_is_taken_counts_for_every_review_and_can_be_taken_back(desk, sit_down, clock):
    for _ in range(60):
        served = desk.serves()
        if served:
            desk.passes(served)
        clock.passes(days=1)
    before = desk.state()
    weights = tuple(by_fsrs_rs(module._histories(life(FORGETFUL, 60))))
    desk.record("fitted", "", {"weights": list(weights)})
    after = sit_down().state()
    assert after.weights == weights
    assert after.cards.keys() == before.cards.keys()
    assert all(card.memory.weights == weights for card in after.cards.values())
    assert any(after.cards[id_].memory.due != before.cards[id_].memory.due for id_ in after.cards)
    assert not disagrees(desk.history)
    told = [r.predicted for r in reviews(desk.history.facts()) if r.predicted is not None]
    assert told
    undoing.undo(desk)
    assert sit_down().state() == before
    desk.record("fitted", "", {"weights": list(weights)})
    desk.record("fitted", "", {"weights": []})
    assert sit_down().state().cards == before.cards


def test_the_curve_is_that_of_the_package(desk, clock):
    desk.record("fitted", "", {"weights": list(FORGETFUL)})
    desk.passes("mae")
    memory = desk.state().cards["mae"].memory
    scheduler = Scheduler(parameters=FORGETFUL, learning_steps=(), relearning_steps=())
    from trainer.schedule import _card, _midnight

    for days in (0, 1, 5, 40):
        day = (date.fromisoformat(memory.last) + timedelta(days)).isoformat()
        by_package = scheduler.get_card_retrievability(_card(memory), _midnight(day))
        assert retrievability(memory, day) == pytest.approx(by_package)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [50, 80])
def test_the_three_losses_and_what_became_of_it_are_shown(lang, width):
    found = fit(life(FORGETFUL, 60))
    for taken in (True, False):
        lines = [*screen.compared(found, lang, width), *screen.outcome(found, taken, lang, width)]
        assert max(line.cell_len for line in lines) <= width
        text = " ".join(line.plain for line in lines)
        assert all(f"{loss:.4f}" in text for loss in found.log_loss)
