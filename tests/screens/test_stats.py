"""Statistics in a terminal: everything on one screen, in both languages, however narrow."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.made import fill
from exercises.catalogue import load_catalogue
from screens import stats, stats_words
from screens.words import speaker
from trainer.folding import fold
from trainer.history import History
from trainer.reviews import reviews
from trainer.state import State
from trainer.statistics import statistics

TODAY = date(2026, 3, 5)


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="session")
def found(tmp_path_factory, catalogue):
    """Statistics of a learner who had half a year."""
    file = tmp_path_factory.mktemp("made") / "history.sqlite3"
    fill(file, 700, datetime(2026, 3, 5, 12).astimezone(), days=180)
    facts = list(History(file).facts())
    state = fold(State(), facts)
    ids = {fact.exercise for fact in facts if fact.kind == "answered"}
    return statistics(facts, reviews(facts), state, catalogue, ids, TODAY)


@pytest.fixture(scope="session")
def none(catalogue):
    return statistics([], [], State(), catalogue, [], TODAY)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_fits_a_screen(found, catalogue, lang):
    lines = stats.summary(found, catalogue, lang, 80)
    assert len(lines) < 24  # beside the prompt
    assert max(line.cell_len for line in lines) <= 80


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_fits_a_screen_however_long_the_names_are(found, catalogue, lang):
    slow = found.pace[0]._replace(exercise="weighted-masked-mse-of-many-words")
    worst = found.mistakes[0]._replace(exercise="weighted-masked-mse-of-many-words")
    long = found._replace(pace=[slow] * 3, mistakes=[worst] * 3)
    lines = stats.summary(long, catalogue, lang, 80)
    assert len(lines) < 24
    assert max(line.cell_len for line in lines) <= 80


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [20, 36, 50, 63, 100])
def test_it_fits_whatever_the_width(found, none, catalogue, lang, width):
    for each in (found, none):
        lines = stats.summary(each, catalogue, lang, width)
        assert max(line.cell_len for line in lines) <= width


def test_the_last_column_is_this_week(found):
    lines = [line.plain for line in stats.heat(found, speaker("en"), 80)]
    thursday, friday = lines[4], lines[5]
    assert TODAY.weekday() == 3
    assert len(thursday.rstrip()) == len(friday.rstrip()) + 2


def test_a_busy_day_is_darker(found):
    shades = stats_words.shades(found.days)
    by_count = sorted(found.days, key=found.days.__getitem__)
    assert [shades[d] for d in by_count] == sorted(shades[d] for d in by_count)
    assert {shades[by_count[0]], shades[by_count[-1]]} <= {1, 2, 3, 4}
    assert shades[by_count[-1]] == 4


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 53))
def test_weeks_end_with_the_day_and_miss_none(last, count):
    weeks = stats_words.weeks(last, count)
    days = [day for week in weeks for day in week if day is not None]
    assert days == [last - timedelta(n) for n in range(len(days) - 1, -1, -1)]
    assert 7 * (count - 1) < len(days) <= 7 * count
    assert days[0].weekday() == 0


def test_an_empty_history_says_how_to_begin(none, catalogue):
    told = "\n".join(line.plain for line in stats.summary(none, catalogue, "en", 80))
    assert "practice next" in told
    assert stats.as_json(none, catalogue, "en", None)["retention"] == []


def test_mistakes_are_told_by_name_with_their_sentence(found, catalogue):
    told = stats.as_json(found, catalogue, "en", None)["mistakes"]
    assert told
    assert all(each["text"] for each in told)
    screen = "\n".join(line.plain for line in stats.summary(found, catalogue, "en", 80))
    assert told[0]["mistake"] in screen
