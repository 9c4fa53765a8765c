"""Fitting the memory model to one learner: on what came earlier, judged by what came later.

The fitting itself is that of fsrs-rs, the implementation of FSRS's authors (the extra `fit`); what
was fitted is judged here, by the chance that the model gives each later review before it happens.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from exercises.errors import PracticeError
from trainer.memory_model import AGAIN, EASY, GOOD, HARD, Known, first, recall, reviewed
from trainer.reviews import Review
from trainer.schedule import Weights

#: Fewer scored reviews say too little: 21 weights are to be found.
LEAST = 64
#: Of the scored reviews the last ones are held out, and never fitted on.
HELD_OUT = 0.25
#: A chance of exactly 0 or 1 would cost infinitely much when it is wrong.
_CLOSEST = 1e-4

_GRADES = {"again": AGAIN, "hard": HARD, "good": GOOD, "easy": EASY}

#: A history of each thing as grades with the days since the one before, up to a scored review; and
#: the weights that fit them.
Histories = Sequence[Sequence[tuple[int, int]]]
Fitter = Callable[[Histories], Weights]


class LogLoss(NamedTuple):
    """The mean of minus the logarithm of the chance that was given to what then happened, over the
    reviews held out, in nats: smaller is better."""

    defaults: float
    fit: float
    constant: float
    """Of the share recalled earlier, given to every review alike: a model should beat it."""


class Fitted(NamedTuple):
    fitted_on: int
    held_out: int
    """Scored reviews."""
    log_loss: LogLoss
    weights: Weights

    @property
    def better(self) -> bool:
        """Whether the fit told the later reviews better than the defaults."""
        return self.log_loss.fit < self.log_loss.defaults


def fit(made: Sequence[Review], fitter: Fitter | None = None) -> Fitted:
    """Fit on the earlier three quarters of the scored reviews, and judge by the others.

    PracticeError when there are fewer than 64, or when nothing was ever forgotten earlier, which
    no curve can be drawn through.
    """
    scored = [place for place, each in enumerate(made) if each.elapsed is not None]
    if len(scored) < LEAST:
        raise PracticeError(
            f"A fit needs {LEAST} scored reviews, and there are {len(scored)}.",
            "Every review of what came back is one; until then FSRS's defaults, from hundreds of "
            "millions of reviews, are the better guess.",
        )
    cut = scored[len(scored) - math.floor(HELD_OUT * len(scored))]
    earlier = [made[place] for place in scored if place < cut]
    known = sum(each.recalled for each in earlier) / len(earlier)
    if known in (0.0, 1.0):
        what = "recalled" if known else "forgotten"
        raise PracticeError(
            f"All {len(earlier)} earlier reviews were {what}: there is no curve to fit.",
            "Nothing was changed; try again when that is no longer so.",
        )
    weights = (fitter or by_fsrs_rs)(_histories(made[:cut]))
    later = [made[place].recalled for place in scored if place >= cut]
    return Fitted(
        len(earlier),
        len(later),
        LogLoss(
            defaults=_log_loss(_chances(made, ())[-len(later) :], later),
            fit=_log_loss(_chances(made, weights)[-len(later) :], later),
            constant=_log_loss([known] * len(later), later),
        ),
        weights,
    )


def by_fsrs_rs(histories: Histories) -> Weights:
    """The weights that fsrs-rs finds, within the bounds of the `fsrs` package."""
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
    from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview

    items = [
        FSRSItem([FSRSReview(rating=grade, delta_t=days) for grade, days in history])
        for history in histories
    ]
    # no two reviews of a day: what those would tell is not fitted
    found = FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items, enable_short_term=False)
    bounds = zip(found, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(high, max(low, float(weight))) for weight, low, high in bounds)


def _histories(made: Sequence[Review]) -> list[list[tuple[int, int]]]:
    """For every scored review the history up to it."""
    so_far: dict[tuple[str, str], list[tuple[int, int]]] = {}
    found = []
    for each in made:
        history = so_far.setdefault((each.kind, each.id), [])
        history.append((_GRADES[each.grade], each.elapsed or 0))
        if each.elapsed is not None:
            found.append(list(history))
    return found


def _chances(made: Sequence[Review], weights: Weights) -> list[float]:
    """The chance of recall that the model gives each scored review before it happens."""
    known: dict[tuple[str, str], Known] = {}
    chances = []
    for each in made:
        key, day = (each.kind, each.id), date.fromisoformat(each.day).toordinal()
        before, grade = known.get(key), _GRADES[each.grade]
        if before is None:
            known[key] = first(grade, day, weights)
            continue
        chances.append(recall(before, day))
        known[key] = reviewed(before, grade, day)
    return chances


def _log_loss(chances: Sequence[float], happened: Sequence[bool]) -> float:
    held = [min(1 - _CLOSEST, max(_CLOSEST, chance)) for chance in chances]
    costs = [-math.log(p if was else 1 - p) for p, was in zip(held, happened, strict=True)]
    return sum(costs) / len(costs)
