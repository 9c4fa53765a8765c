"""What is said of statistics wherever they are read: in the terminal and on the page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta

from exercises.answer import mistakes
from exercises.errors import PracticeError
from exercises.spec import Spec
from screens.calendar import dated
from screens.words import Say
from trainer.statistics import Mistake, Retention, Statistics

#: Shades of the heat map beside "nothing".
SHADES = 4

_KINDS = {
    "drill": ("drills", "编程题"),
    "question": ("questions", "问答题"),
    "all": ("both", "合计"),
}


def percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f}%"


def kind(each: Retention, say: Say) -> str:
    return say(*_KINDS[each.kind])


def drills(count: int, say: Say) -> str:
    return say(f"{count} drill{'s' * (count != 1)}", f"{count} 道编程题")


def questions(count: int, say: Say) -> str:
    return say(f"{count} question{'s' * (count != 1)}", f"{count} 道问答题")


def shades(days: Mapping[date, int]) -> dict[date, int]:
    """How dark each day is, 1 to 4, against a busy day of this learner: one in ten is busier."""
    counts = sorted(days.values())
    if not counts:
        return {}
    busy = counts[min(len(counts) - 1, math.ceil(0.9 * len(counts)) - 1)]
    return {day: min(SHADES, math.ceil(SHADES * n / busy)) for day, n in days.items()}


def weeks(last: date, count: int) -> list[list[date | None]]:
    """The days of ``count`` weeks up to ``last``, each from Monday on; days to come are None."""
    monday = last - timedelta(last.weekday() + 7 * (count - 1))
    days = [[monday + timedelta(7 * week + n) for n in range(7)] for week in range(count)]
    return [[day if day <= last else None for day in week] for week in days]


def practised(found: Statistics, say: Say) -> str:
    """How often there was practice."""
    late = sum(found.day - timedelta(90) < day for day in found.days)
    row = found.in_a_row
    return say(
        f"Practised on {late} of the last 90 days, {row} in a row.",
        f"最近 90 天练了 {late} 天，已连续 {row} 天。",
    )


def due(found: Statistics, say: Say) -> str:
    """What comes back in 30 days."""
    all_ = sum(d.drills for d in found.due), sum(d.questions for d in found.due)
    today = found.due[0].drills, found.due[0].questions
    return say(
        f"Due today: {drills(today[0], say)}, {questions(today[1], say)}; "
        f"within 30 days: {all_[0]} and {all_[1]}.",
        f"今天到期：{drills(today[0], say)}、{questions(today[1], say)}；"
        f"30 天内：{all_[0]} 道和 {all_[1]} 道。",
    )


def ready(found: Statistics, say: Say) -> str:
    """How much of everything would be recalled on the day."""
    count = sum(track.exercises for track in found.readiness)
    met = sum(track.met for track in found.readiness)
    when = say("today", "今天")
    if found.ready_on != found.day:
        when = say(f"on {dated(found.ready_on, say)}", dated(found.ready_on, say))
        return say(
            f"{percent(overall(found))} of the {count} drills of the interview would be recalled "
            f"{when} without further practice; {count - met} were never met.",
            f"不再练习的话，{when}面试要求的 {count} 道题预计能写出 {percent(overall(found))}；"
            f"其中 {count - met} 道还没练过。",
        )
    return say(
        f"{percent(overall(found))} of all {count} drills would be recalled {when}; "
        f"{count - met} were never met.",
        f"{when}预计能写出全部 {count} 道题的 {percent(overall(found))}；"
        f"其中 {count - met} 道还没练过。",
    )


def overall(found: Statistics) -> float:
    """The mean chance of recall over all drills."""
    count = sum(track.exercises for track in found.readiness)
    return sum(t.recall * t.exercises for t in found.readiness) / max(1, count)


def sentence(found: Mistake, specs: Mapping[str, Spec], lang: str) -> str:
    """What a wrong idea is; nothing where its exercise does not know it any more."""
    try:
        text = mistakes(specs[found.exercise]).get(found.mistake)
    except PracticeError:
        return ""
    return text.in_(lang) if text else ""
