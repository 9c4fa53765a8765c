"""The page of the catalogue: whole, nothing from outside, every exercise and every line."""

from __future__ import annotations

import re
from datetime import date

import pytest

from exercises.catalogue import SHIPPED, load_catalogue
from screens.listing import listing
from screens.page.catalogue import catalogue_page
from screens.words import speaker, track
from tests.screens.page.test_exam import VOID, Page
from trainer.standings import Standing

VOID |= {"rect", "path"}
TODAY = date(2026, 3, 5)
CATALOGUE = load_catalogue(SHIPPED)
STANDINGS = [
    Standing(spec, "due", TODAY, "good", passed=True)
    if spec.id in ("mae", "mse")
    else Standing(spec, "locked" if spec.requires else "new", waits_for=spec.requires)
    for spec in CATALOGUE.values()
]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_whole_and_loads_nothing(lang):
    html = catalogue_page(CATALOGUE, STANDINGS, TODAY, lang)
    page = Page(html)
    assert not page.all("script")
    assert not page.all("img")
    assert not re.search(r"url\(|@import|src=", html)
    assert page.texts.keys() - {""} == CATALOGUE.keys()
    targets = {link["href"] for link in page.all("a")}
    assert targets >= {f"#{id_}" for id_ in CATALOGUE}
    places = {f"#{tag[1]['id']}" for tag in page.tags if tag[1].get("id")}
    assert targets <= places
    lines = sum(len(spec.requires) for spec in CATALOGUE.values())
    assert len(page.all("path")) == lines


def test_a_track_is_full_only_when_all_of_it_was_passed():
    told = [line.plain for line in listing(STANDINGS, "en", 80, TODAY)]
    (regression,) = [line for line in told if line.startswith("regression")]
    count = sum(spec.track == "regression" for spec in CATALOGUE.values())
    assert f"2 of {count} passed" in regression
    assert 0 < regression.count("▰") < 10
    every = [s._replace(passed=True) for s in STANDINGS]
    told = [line.plain for line in listing(every, "zh", 80, TODAY)]
    assert not any("▱" in line for line in told)
    assert all(len(line.plain) <= 50 for line in listing(every, "en", 50, TODAY))


def test_every_track_has_a_name_in_both_languages():
    for id_ in {spec.track for spec in CATALOGUE.values()}:
        assert track(id_, speaker("zh")) != id_
