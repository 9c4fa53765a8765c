"""The picture of the prerequisites shows the catalogue as it is."""

from __future__ import annotations

from xml.etree import ElementTree

from bench.pictures import TABLE, TARGET, drawn, listed
from exercises.catalogue import load_catalogue


def test_the_picture_is_of_this_catalogue():
    assert TARGET.read_text("utf-8") == drawn(load_catalogue()), "`make pictures` draws it anew"


def test_the_table_is_of_this_catalogue():
    assert TABLE.read_text("utf-8") == listed(load_catalogue()), "`make pictures` writes it anew"
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert len(rows) == len(load_catalogue())


def test_every_exercise_and_every_requirement_is_drawn():
    catalogue = load_catalogue()
    root = ElementTree.fromstring(drawn(catalogue))
    space = "{http://www.w3.org/2000/svg}"
    named = [text.text for text in root.iter(f"{space}text")]
    assert sorted(named) == sorted(catalogue)
    required = sum(len(spec.requires) for spec in catalogue.values())
    assert len(list(root.iter(f"{space}path"))) == required
    corners = [(r.get("x"), r.get("y")) for r in root.iter(f"{space}rect") if r.get("x")]
    assert len(set(corners)) == len(catalogue)
