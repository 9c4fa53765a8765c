"""What a history says about its learner, in numbers: pure, from facts and the state they make.

Days are the learner's own, which begin at four; shares are 0 to 1; times are seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from exercises.spec import Spec
from trainer.ahead import DueDay, due_days
from trainer.facts import Fact
from trainer.interview import scope
from trainer.reviews import Review
from trainer.schedule import retrievability
from trainer.state import State

#: Days ahead that are told, today among them.
FORECAST_DAYS = 30
#: "Of late" is so many reviews.
LATE = 20
#: A family is called weak from so many reviews on: one slip is no weakness.
ENOUGH = 3
#: Of the calibration: shares of recall that were predicted, from ... up to.
BINS = ((0.0, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.85), (0.85, 0.9), (0.9, 0.95), (0.95, 1.01))


class Retention(NamedTuple):
    """How often something was still known when it came back, beside what was predicted.

    The first review of anything is no test of memory, and does not count.
    """

    kind: str
    """`drill`, `question` or `all`."""
    reviews: int
    true: float | None
    predicted: float | None
    late: float | None
    """Of the last 20."""
    late_reviews: int


class Bin(NamedTuple):
    """The reviews of which about the same was predicted."""

    low: float
    high: float
    reviews: int
    predicted: float
    true: float


class Due(NamedTuple):
    """What comes back on one day; on today also what waits since earlier days."""

    day: date
    drills: int
    questions: int


class Pace(NamedTuple):
    """How long one drill takes: the median of its last passes whose time is known."""

    exercise: str
    seconds: float
    par_seconds: float
    passes: int

    @property
    def ratio(self) -> float:
        return self.seconds / self.par_seconds


class Family(NamedTuple):
    """How the reviews of drills on one idea went, first ones included."""

    family: str
    reviews: int
    passed: int

    @property
    def share(self) -> float:
        return self.passed / self.reviews


class Mistake(NamedTuple):
    """A known wrong idea, and in how many runs it was found."""

    exercise: str
    mistake: str
    runs: int
    last: str
    """The day of the last of them."""


class Track(NamedTuple):
    """How much of a track would be recalled on a day: what was never met counts as not known."""

    track: str
    exercises: int
    met: int
    recall: float
    """The mean chance over all exercises of the track."""


class Statistics(NamedTuple):
    day: date
    days: dict[date, int]
    """Graded runs and answered questions of every day that had some."""
    in_a_row: int
    """Days in a row with some, up to today or yesterday."""
    reviews: int
    due: list[Due]
    retention: list[Retention]
    calibration: list[Bin]
    pace: list[Pace]
    """Slowest against par first."""
    families: list[Family]
    """Weakest first; those with few reviews are left out."""
    mistakes: list[Mistake]
    """Most frequent first."""
    ready_on: date
    readiness: list[Track]


def statistics(
    facts: Sequence[Fact],
    made: Sequence[Review],
    state: State,
    specs: Mapping[str, Spec],
    questions: Iterable[str],
    today: date,
) -> Statistics:
    """All of it, from the facts, the reviews they make and the state they lead to.

    ``questions`` are the ids there are now. Readiness is told for the day of the interview that is
    ahead and what it asks for, else for today and everything; nothing that is practised until then
    is counted on.
    """
    counts = activity(facts)
    interview = state.preparing(today.isoformat())
    ready_on = date.fromisoformat(interview.day) if interview else today
    asked = scope(interview, specs.values()) if interview else list(specs.values())
    return Statistics(
        day=today,
        days=counts,
        in_a_row=in_a_row(counts, today),
        reviews=len(made),
        due=forecast(state, specs, set(questions), today),
        retention=retention(made),
        calibration=calibration(made),
        pace=pace(state, specs),
        families=weakest(made, specs),
        mistakes=mistakes(facts, specs),
        ready_on=ready_on,
        readiness=readiness(state, asked, ready_on),
    )


def activity(facts: Iterable[Fact]) -> dict[date, int]:
    """How many runs were graded and questions answered on each day; days without are left out.

    What was taken back took place all the same.
    """
    counts = Counter(
        fact.day
        for fact in facts
        if (fact.kind == "run" and fact.data["outcome"] != "error")
        or (fact.kind == "answered" and fact.data.get("judged") is None)
    )
    return {date.fromisoformat(day): counts[day] for day in sorted(counts)}


def in_a_row(days: Mapping[date, int], today: date) -> int:
    """Days in a row; today may still be to come."""
    day = today if today in days else today - timedelta(1)
    count = 0
    while day in days:
        count, day = count + 1, day - timedelta(1)
    return count


def forecast(
    state: State, specs: Mapping[str, Spec], questions: set[str], today: date
) -> list[Due]:
    """What comes back on each of the next days; what is suspended does not."""
    ahead = {each.day: each for each in due_days(state, specs, questions, today)}
    days = [today + timedelta(n) for n in range(FORECAST_DAYS)]
    none = DueDay(today, [], [])
    found = ((day, ahead.get(day, none)) for day in days)
    return [Due(day, len(each.drills), len(each.questions)) for day, each in found]


def retention(made: Sequence[Review]) -> list[Retention]:
    """Of drills, of questions and of both, where there are any."""
    scored = [each for each in made if each.predicted is not None]
    found = [
        _retention(kind, [each for each in scored if kind in ("all", each.kind)])
        for kind in ("drill", "question", "all")
    ]
    alike = found[2].reviews in (found[0].reviews, found[1].reviews)
    return [each for each in found if each.reviews and not (alike and each.kind == "all")]


def _retention(kind: str, scored: Sequence[Review]) -> Retention:
    late = scored[-LATE:]
    return Retention(
        kind,
        len(scored),
        _mean([each.recalled for each in scored]),
        _mean([each.predicted or 0.0 for each in scored]),
        _mean([each.recalled for each in late]),
        len(late),
    )


def calibration(made: Iterable[Review]) -> list[Bin]:
    """How often was recalled what had about the same chance; empty bins are left out."""
    found = []
    scored = [each for each in made if each.predicted is not None]
    for low, high in BINS:
        inside = [each for each in scored if low <= (each.predicted or 0.0) < high]
        if inside:
            predicted = _mean([each.predicted or 0.0 for each in inside]) or 0.0
            true = _mean([each.recalled for each in inside]) or 0.0
            found.append(Bin(low, min(high, 1.0), len(inside), predicted, true))
    return found


def pace(state: State, specs: Mapping[str, Spec]) -> list[Pace]:
    """Of every drill with a pass whose time is known, the slowest against par first."""
    found = [
        Pace(id_, median(card.seconds), 60.0 * specs[id_].par_minutes, len(card.seconds))
        for id_, card in state.cards.items()
        if card.seconds and id_ in specs
    ]
    return sorted(found, key=lambda each: (-each.ratio, each.exercise))


def weakest(made: Iterable[Review], specs: Mapping[str, Spec]) -> list[Family]:
    """Families by the share of their reviews that was passed; the smallest first."""
    went: dict[str, list[bool]] = {}
    for each in made:
        if each.kind == "drill" and each.id in specs and not each.said:
            went.setdefault(specs[each.id].family, []).append(each.recalled)
    found = [Family(name, len(all_), sum(all_)) for name, all_ in went.items()]
    enough = [each for each in found if each.reviews >= ENOUGH]
    return sorted(enough, key=lambda each: (each.share, -each.reviews, each.family))


def mistakes(facts: Sequence[Fact], specs: Mapping[str, Spec]) -> list[Mistake]:
    """Known wrong ideas by how many runs they were found in; what was taken back is left out."""
    taken_back = {fact.data["fact"] for fact in facts if fact.kind == "undone"}
    runs: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], str] = {}
    for fact in facts:
        name = fact.data.get("mistake") if fact.kind == "run" else None
        if name and fact.id not in taken_back and fact.exercise in specs:
            runs[fact.exercise, name] += 1
            last[fact.exercise, name] = fact.day
    found = [Mistake(*key, count, last[key]) for key, count in runs.items()]
    return sorted(found, key=lambda each: (-each.runs, each.exercise, each.mistake))


def readiness(state: State, specs: Iterable[Spec], day: date) -> list[Track]:
    """What would be recalled of each track on ``day``, in the order of ``specs``."""
    chances: dict[str, list[float | None]] = {}
    for spec in specs:
        card = state.cards.get(spec.id)
        chance = retrievability(card.memory, day.isoformat()) if card else None
        chances.setdefault(spec.track, []).append(chance)
    return [
        Track(
            track,
            len(all_),
            sum(chance is not None for chance in all_),
            sum(chance or 0.0 for chance in all_) / len(all_),
        )
        for track, all_ in chances.items()
    ]


def _mean(values: Sequence[float | bool]) -> float | None:
    return sum(values) / len(values) if values else None
