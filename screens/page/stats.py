"""Statistics as one HTML page that holds everything it shows: no script, no font, no address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from exercises.spec import Spec
from screens import stats_words as words
from screens.calendar import brief, dated
from screens.page.drawing import rendered
from screens.page.prose import inline
from screens.words import Say, speaker, track
from trainer.exam.advice import clock
from trainer.statistics import Due, Statistics

_WEEKS = 53
#: The heat map, in the units of its drawing: a square and the gap after it.
_SQUARE, _STEP = 11, 14
_LEFT, _TOP = 30, 18
#: The bars of what is due.
_WIDTH, _HEIGHT, _BOTTOM, _AXIS = 680, 150, 22, 28


class Square(NamedTuple):
    x: int
    y: int
    shade: int
    told: str
    """The day and its count, for whoever points at it."""


class Label(NamedTuple):
    x: float
    y: float
    text: str


class Heat(NamedTuple):
    squares: list[Square]
    months: list[Label]
    days: list[Label]
    width: int
    height: int


class Bar(NamedTuple):
    """One day: drills below, questions on top of them."""

    x: float
    width: float
    drills_y: float
    drills_height: float
    questions_y: float
    questions_height: float
    told: str


class Bars(NamedTuple):
    bars: list[Bar]
    labels: list[Label]
    grid: list[Label]
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _AXIS


def stats_page(found: Statistics, specs: Mapping[str, Spec], lang: str) -> str:
    """The whole page."""
    say = speaker(lang)
    longest = max([1.0, *(max(p.seconds, p.par_seconds) for p in found.pace)])
    return rendered(
        "stats.html",
        ("style.css", "stats.css"),
        found=found,
        lang=lang,
        say=say,
        words=words,
        heading=say("Statistics, ", "统计，") + dated(found.day, say),
        heat=heat(found, say),
        bars=bars(found.due, say),
        percent=words.percent,
        share=lambda value: f"{100 * (value or 0.0):.1f}",
        of_longest=lambda seconds: f"{100 * seconds / longest:.1f}",
        clock=clock,
        inline=inline,
        track=lambda name: track(name, say),
        sentence=lambda mistake: words.sentence(mistake, specs, lang),
        ready_day=dated(found.ready_on, say),
    )


def heat(found: Statistics, say: Say) -> Heat:
    """A square for each day of a year, a column for each week."""
    shades = words.shades(found.days)
    squares: list[Square] = []
    months: list[Label] = []
    for column, week in enumerate(words.weeks(found.day, _WEEKS)):
        x = _LEFT + _STEP * column
        for row, day in enumerate(week):
            if day is None:
                continue
            told = f"{dated(day, say)}: {found.days.get(day, 0)}"
            squares.append(Square(x, _TOP + _STEP * row, shades.get(day, 0), told))
            if day.day == 1:
                name = say(brief(day, say).split(" ")[-1], f"{day.month} 月")
                months.append(Label(x, _TOP - 6, name))
    names = ((0, "Mon", "一"), (2, "Wed", "三"), (4, "Fri", "五"), (6, "Sun", "日"))
    days = [Label(_LEFT - 6, _TOP + _STEP * row + 9, say(en, zh)) for row, en, zh in names]
    return Heat(squares, months, days, _LEFT + _STEP * _WEEKS, _TOP + _STEP * 7)


def bars(due: Sequence[Due], say: Say) -> Bars:
    """What comes back on each day, over a grid of whole numbers."""
    most = max([1, *(each.drills + each.questions for each in due)])
    step = (_WIDTH - _AXIS) / len(due)
    room = _HEIGHT - _BOTTOM - 10

    def tall(count: int) -> float:
        return room * count / most

    drawn, labels = [], []
    floor = _HEIGHT - _BOTTOM
    for place, each in enumerate(due):
        x = _AXIS + step * place
        low, high = tall(each.drills), tall(each.questions)
        told = (
            f"{dated(each.day, say)}: {words.drills(each.drills, say)}, "
            f"{words.questions(each.questions, say)}"
        )
        drawn.append(Bar(x + 2, step - 4, floor - low, low, floor - low - high, high, told))
        if place % 5 == 0:
            name = say("today", "今天") if place == 0 else brief(each.day, say)
            labels.append(Label(x + step / 2, _HEIGHT - 6, name))
    ticks = sorted({0, most // 2, most} if most > 1 else {0, 1})
    grid = [Label(_AXIS - 6, floor - tall(tick), str(tick)) for tick in ticks]
    return Bars(drawn, labels, grid)
