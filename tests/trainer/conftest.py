"""A desk with a clock that the test sets."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from exercises.catalogue import Catalogue, load_catalogue
from trainer.desk import Desk, Result
from trainer.workspace import Workspace

ZONE = ZoneInfo("Europe/Berlin")


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
        self.sit(spec)
        self.written += 1  # every run grades another file
        source = f"{outcome} {self.written}".encode()
        return self.ran(spec, source, outcome, {"sha256": "", "unwritten": unwritten})

    def passes(self, exercise: str) -> Result:
        return self.runs(exercise, "passed")

    def recalls(self, exercise: str) -> Result:
        """Serve until it is this one, give up the others, and pass it, written anew."""
        while (served := self.serves()) != exercise:
            assert served is not None, f"{exercise} is not served"
            self.skip()
        return self.passes(exercise)

    def serves(self) -> str | None:
        drill = self.next("en")
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
