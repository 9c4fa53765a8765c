"""Which exercise builds on which, placed for a drawing: columns from left to right by how much lies
below an exercise, a line from what is required to what requires it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from exercises.spec import Spec

WIDE, HIGH = 180, 26
"""Of a box."""
_ACROSS, _DOWN, _EDGE = 240, 40, 20


class Box(NamedTuple):
    spec: Spec
    x: int
    y: int


class Graph(NamedTuple):
    boxes: list[Box]
    lines: list[str]
    """Paths, as SVG has them in `d`."""
    width: int
    height: int


def graph(catalogue: Mapping[str, Spec]) -> Graph:
    """Every exercise and every `requires` of those that are there."""
    places = _places(catalogue)
    boxes, lines = [], []
    for spec in catalogue.values():
        x, y = _corner(places[spec.id])
        boxes.append(Box(spec, x, y))
        for other in spec.requires:
            left, top = _corner(places[other])
            start, middle = left + WIDE, top + HIGH // 2
            bend = (start + x) // 2
            end = y + HIGH // 2
            lines.append(f"M{start} {middle}C{bend} {middle} {bend} {end} {x} {end}")
    width = 2 * _EDGE + WIDE + _ACROSS * max(x for x, _ in places.values())
    height = 2 * _EDGE + HIGH + _DOWN * max(y for _, y in places.values())
    return Graph(boxes, lines, width, height)


def _corner(place: tuple[int, int]) -> tuple[int, int]:
    return _EDGE + place[0] * _ACROSS, _EDGE + place[1] * _DOWN


def _places(catalogue: Mapping[str, Spec]) -> dict[str, tuple[int, int]]:
    """Column and row of each: the column by depth, the row near what it requires."""
    depth: dict[str, int] = {}

    def below(id_: str) -> int:
        if id_ not in depth:
            depth[id_] = 1 + max((below(other) for other in catalogue[id_].requires), default=-1)
        return depth[id_]

    columns: dict[int, list[str]] = {}
    for id_ in catalogue:
        columns.setdefault(below(id_), []).append(id_)
    rows: dict[str, float] = {}
    places: dict[str, tuple[int, int]] = {}
    for column in sorted(columns):

        def wanted(id_: str) -> float:
            above = [rows[other] for other in catalogue[id_].requires]
            return sum(above) / len(above) if above else 0.0

        free = 0
        for id_ in sorted(columns[column], key=wanted) if column else columns[column]:
            row = max(free, round(wanted(id_)))
            free = row + 1
            rows[id_] = row
            places[id_] = (column, row)
    return places
