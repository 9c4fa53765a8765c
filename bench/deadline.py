"""Does the order for an interview date beat plain schedules? Learners who never were, lived ahead.

They forget exactly as FSRS-6 with its default weights says, which is also what every policy here
believes: what is compared is the order alone. On every day all places may be used; a plain
schedule that has nothing due begins new drills with what is left. The figure is the mean chance of
recall on the day of the interview over all drills, one that was never met counting nothing.

``python -m bench.deadline`` prints the table.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import ceil
from typing import NamedTuple

from trainer.interview import day_order, new_places, worth_reviewing
from trainer.memory_model import AGAIN, EASY, GOOD, HARD, Known, first, recall, reviewed
from trainer.schedule import LONGEST_DAYS, interval

LIVES = 20
_GRADES = (AGAIN, HARD, GOOD, EASY)
#: Assumed: how a first review goes, and how a later one when it is recalled.
_FIRST = (0.30, 0.15, 0.50, 0.05)
_RECALLED = (0.0, 0.15, 0.75, 0.10)


class Case(NamedTuple):
    drills: int
    met: int
    """Of them, with one to five reviews each in the half year before."""
    days: int
    places: int
    """Drills a day at most."""


CASES = (
    Case(100, 100, 30, 10),
    Case(100, 100, 30, 6),
    Case(100, 0, 30, 10),
    Case(100, 40, 60, 6),
    Case(72, 20, 14, 8),
    Case(72, 5, 60, 15),
)

#: Of what is known and the days on which it is due, the day, the last day, and the places: what
#: is written, in order. Numbers of drills; those without anything known were never met.
Policy = Callable[[dict[str, Known], dict[str, int], list[str], int, Case], list[str]]


def plain(known: dict[str, Known], due: dict[str, int], unseen: list[str], day: int, case: Case
) -> list[str]:  # fmt: skip
    """What is due, by what waiting costs; new drills in every third place and where nothing is."""
    late = [id_ for id_ in known if due[id_] <= day]
    late.sort(key=lambda id_: recall(known[id_], day + 1) - recall(known[id_], day))
    new, order = list(unseen), list[str]()
    while (late or new) and len(order) < case.places:
        third = len(order) % 3 == 2
        order.append((new if new and (third or not late) else late).pop(0))
    return order


def paced(known: dict[str, Known], due: dict[str, int], unseen: list[str], day: int, case: Case
) -> list[str]:  # fmt: skip
    """The same, but with as many new drills a day as the order for the interview begins."""
    late = [id_ for id_ in known if due[id_] <= day]
    late.sort(key=lambda id_: recall(known[id_], day + 1) - recall(known[id_], day))
    new = new_places(len(unseen), case.days - day, 0, case.places)
    return day_order(late, unseen, new, case.places)


def by_gain(known: dict[str, Known], due: dict[str, int], unseen: list[str], day: int, case: Case
) -> list[str]:  # fmt: skip
    """The order of `practice plan`."""
    new = new_places(len(unseen), case.days - day, 0, case.places)
    return day_order(worth_reviewing(known, day, case.days), unseen, new, case.places)


class Schedule(NamedTuple):
    """One row of the table."""

    name: str
    policy: Policy
    retention: float = 0.9
    cap: int = LONGEST_DAYS


SCHEDULES = (
    Schedule("`practice plan`", by_gain),
    Schedule("plain, retention 0.90", plain),
    Schedule("plain, retention 0.95", plain, 0.95),
    Schedule("capped at 14 days", plain, cap=14),
    Schedule("capped at 30 days", plain, cap=30),
    Schedule("capped at 60 days", plain, cap=60),
    Schedule("retention 0.90, new drills paced", paced),
    Schedule("retention 0.95, new drills paced", paced, 0.95),
)


def live(schedule: Schedule, case: Case, seed: int) -> tuple[float, float]:
    """One learner's mean recall on the day, and the drills a day that it took."""
    random_ = random.Random(seed)
    ids = [f"{n:03}" for n in range(case.drills)]
    known = {id_: _met_before(random_) for id_ in ids[: case.met]}
    due = {id_: each.last + interval(each.stability) for id_, each in known.items()}
    written = 0
    for day in range(case.days):
        unseen = [id_ for id_ in ids if id_ not in known]
        for id_ in schedule.policy(known, due, unseen, day, case):
            known[id_], again = _written(known.get(id_), day, random_)
            days = interval(known[id_].stability, schedule.retention)
            due[id_] = day + (1 if again else min(schedule.cap, days))
            written += 1
    on_the_day = sum(recall(each, case.days) for each in known.values()) / case.drills
    return on_the_day, written / case.days


def _met_before(random_: random.Random) -> Known:
    """A drill with some reviews, the last of them before day 0."""
    day = -random_.randint(20, 180)
    known, _ = _written(None, day, random_)
    for _ in range(random_.randint(0, 4)):
        day += max(1, ceil(interval(known.stability) * random_.uniform(0.8, 1.5)))
        if day >= 0:
            break
        known, _ = _written(known, day, random_)
    return known


def _written(known: Known | None, day: int, random_: random.Random) -> tuple[Known, bool]:
    """What is known after a drill was written, and whether it was rated Again."""
    if known is None:
        (grade,) = random_.choices(_GRADES, _FIRST)
        return first(grade, day), grade == AGAIN
    lapsed = random_.random() >= recall(known, day)
    grade = AGAIN if lapsed else random_.choices(_GRADES, _RECALLED)[0]
    return reviewed(known, grade, day), lapsed


def table(lives: int = LIVES) -> list[str]:
    """The lines of docs/performance.md about it."""
    titles = [f"{c.drills} drills, {c.met} met, {c.days} days, {c.places} a day" for c in CASES]
    lines = [
        "", "## An interview date", "",
        f"Mean chance of recall on the day, over all drills and {lives} simulated learners, and "
        "the drills a day that it took. They forget as FSRS-6 with default weights says, which is "
        "what every schedule here believes too: real learners differ, and the table only says "
        "which order is better if the model holds. Drills that were never met count nothing.",
        "",
        "| | " + " | ".join(titles) + " |",
        "| --- |" + " --- |" * len(CASES),
    ]  # fmt: skip
    for schedule in SCHEDULES:
        cells = [_cell([live(schedule, case, seed) for seed in range(lives)]) for case in CASES]
        lines.append(f"| {schedule.name} | " + " | ".join(cells) + " |")
    return lines


def _cell(lives: Sequence[tuple[float, float]]) -> str:
    recalls, per_day = zip(*lives, strict=True)
    return f"{sum(recalls) / len(lives):.3f} ({sum(per_day) / len(lives):.1f})"


if __name__ == "__main__":
    print("\n".join(table()))
