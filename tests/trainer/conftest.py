"""A desk with a clock that the test sets."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from exercises.catalogue import Catalogue, load_catalogue
from trainer import drills, runs
from trainer.desk import Desk
from trainer.runs import Result
from trainer.standings import standings
from trainer.workspace import Workspace

ZONE = ZoneInfo("Europe/Berlin")
CODE = "class MyMAELoss:\n    def forward(self, a, b):\n        return abs(a - b).mean()\n"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 10, 0, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **amount: float) -> None:
        self.now += timedelta(**amount)

    def reaches(self, day: str, time: str = "10:00") -> None:
        self.now = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZONE)


class Practised(Desk):
    """A desk whose learner needs a few words only."""

    clock: Clock
    written = 0

    def at(self, exercise: str):
        return self.catalogue[exercise]

    def runs(self, exercise: str, outcome: str = "failed", unwritten: bool = False) -> Result:
        spec = self.at(exercise)
        runs.sit(self, spec)
        self.written += 1  # every run grades another file
        source = f"{outcome} {self.written}".encode()
        return runs.ran(self, spec, source, outcome, {"sha256": "", "unwritten": unwritten})

    def passes(self, exercise: str) -> Result:
        return self.runs(exercise, "passed")

    def recalls(self, exercise: str) -> Result:
        """Serve until it is this one, give up the others, and pass it, written anew."""
        while (served := self.serves()) != exercise:
            assert served is not None, f"{exercise} is not served"
            drills.skip(self)
        return self.passes(exercise)

    def serves(self) -> str | None:
        drill = drills.next_drill(self, "en")
        return drill.spec.id if drill else None


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "practice")[0]


@pytest.fixture
def sit_down(workspace, catalogue, clock):
    """Sit down at the desk anew, as every command does."""

    def sit() -> Practised:
        desk = Practised(workspace, catalogue, clock)
        desk.clock = clock
        return desk

    return sit


@pytest.fixture
def desk(sit_down) -> Practised:
    return sit_down()


def stage(desk, exercise):
    return next(each for each in standings(desk) if each.spec.id == exercise).state


def rating(desk, exercise):
    return next(each for each in standings(desk) if each.spec.id == exercise).rating


def grades(desk, text: str, outcome: str = "passed"):
    """What `practice grade mae` does with this text in the file."""
    spec = desk.at("mae")
    desk.workspace.stub(spec).write_text(text)
    runs.sit(desk, spec)
    return runs.ran(desk, spec, text.encode(), outcome, {"sha256": "", "unwritten": False})
