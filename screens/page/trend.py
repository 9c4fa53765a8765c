"""Where the points of a small chart stand, in the units of its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 340, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 30, 16, 28


class Mark(NamedTuple):
    x: float
    y: float
    label: str
    marked: bool = False


class Chart(NamedTuple):
    """A line through points with labels, over a grid of named heights."""

    points: list[Mark]
    grid: list[Mark]
    days: list[Mark]
    spoken: str
    """The same in words, for whoever does not see it."""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT

    @property
    def path(self) -> str:
        return " ".join(f"{mark.x:.1f},{mark.y:.1f}" for mark in self.points)


def chart(
    values: Sequence[float | None],
    labels: Sequence[str],
    days: Sequence[str],
    grid: Sequence[tuple[float, str]],
    top: float,
    marked: float | None = None,
) -> Chart:
    """One point for each exam, as far from the next as any other. What is None is left out.

    ``top`` is the height of the whole drawing, ``marked`` the one in the grid that stands out.
    """
    span = max(1, len(values) - 1)
    room = WIDTH - _LEFT - _RIGHT

    def x(place: int) -> float:
        return _LEFT + room * (place / span if len(values) > 1 else 0.5)

    def y(value: float) -> float:
        return _TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - value / top)

    known = [(place, value) for place, value in enumerate(values) if value is not None]
    # labels of more than a few days would run into each other
    step = max(1, -(-len(days) // 5))
    last = len(days) - 1
    named = [place for place in range(len(days)) if (last - place) % step == 0]
    return Chart(
        [
            Mark(x(place), y(value), labels[place] if place in named else "")
            for place, value in known
        ],
        [Mark(_LEFT, y(value), label, value == marked) for value, label in grid],
        [Mark(x(place), HEIGHT - 8, days[place]) for place in named],
        ", ".join(f"{days[place]} {labels[place]}" for place, _ in known),
    )
