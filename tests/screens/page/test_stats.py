"""The page of statistics: whole, without anything from outside, and with every number."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest

from bench.made import fill
from exercises.catalogue import load_catalogue
from screens.page.stats import bars, heat, stats_page
from screens.words import speaker
from tests.screens.page.test_exam import VOID, Page
from trainer.folding import fold
from trainer.history import History
from trainer.reviews import reviews
from trainer.state import State
from trainer.statistics import Due, Mistake, statistics

TODAY = date(2026, 3, 5)
VOID.add("rect")


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="module")
def found(tmp_path_factory, catalogue):
    file = tmp_path_factory.mktemp("made") / "history.sqlite3"
    fill(file, 400, datetime(2026, 3, 5, 12).astimezone(), days=120)
    facts = list(History(file).facts())
    ids = {fact.exercise for fact in facts if fact.kind == "answered"}
    state = fold(State(), facts)
    return statistics(facts, reviews(facts), state, catalogue, ids, TODAY)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_whole_and_loads_nothing(found, catalogue, lang):
    html = stats_page(found, catalogue, lang)
    page = Page(html)
    assert not page.all("script")
    assert not page.all("img")
    assert not re.search(r"url\(|@import|https?://", html)
    assert page.all("html") == [{"lang": "en" if lang == "en" else "zh-CN"}]
    assert len(page.all("svg")) == 2
    assert all(svg["aria-label"] for svg in page.all("svg"))


def test_every_day_of_a_year_has_its_square(found):
    drawn = heat(found, speaker("en"))
    assert len(drawn.squares) == 52 * 7 + TODAY.weekday() + 1
    assert sum(square.shade > 0 for square in drawn.squares) == len(found.days)
    assert all(s.x + 11 <= drawn.width and s.y + 11 <= drawn.height for s in drawn.squares)


def test_bars_are_as_tall_as_what_is_due():
    due = [Due(TODAY + timedelta(n), n % 4, n % 3) for n in range(30)]
    drawn = bars(due, speaker("en"))
    unit = max(bar.drills_height for bar in drawn.bars) / 3
    for each, bar in zip(due, drawn.bars, strict=True):
        assert bar.drills_height == pytest.approx(unit * each.drills)
        assert bar.questions_height == pytest.approx(unit * each.questions)
        assert bar.questions_y + bar.questions_height == pytest.approx(bar.drills_y)
    assert all(bar.questions_y >= 0 for bar in drawn.bars)


def test_what_is_said_is_escaped(found, catalogue):
    odd = found._replace(mistakes=[Mistake("ce", "<script>alert(1)</script>", 2, "2026-03-01")])
    assert "<script>" not in stats_page(odd, catalogue, "en")


def test_an_empty_history_has_a_page(catalogue):
    none = statistics([], [], State(), catalogue, [], TODAY)
    Page(stats_page(none, catalogue, "en"))
