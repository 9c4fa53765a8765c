"""The words of this room as plain data: what was handed in, what cannot be graded, one result."""

from __future__ import annotations

import hashlib

import msgspec

from exercises.texts import Text
from grader.verdict import Verdict


class Submission(msgspec.Struct, frozen=True):
    """One learner's file for one exercise."""

    learner: str
    exercise: str
    source: bytes
    path: str
    """Below the folder that is graded, archives as folders: ``class.zip/alice/ce.py``."""
    handed_in: float | None = None
    """A Unix time; None where nothing says it."""
    late: bool = False
    """The course's system marks it late, which does not say by how much."""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.source).hexdigest()


class Refusal(msgspec.Struct, frozen=True):
    """What was handed in and cannot be graded, and why, in one sentence."""

    learner: str
    exercise: str
    """Empty where it is about all that somebody handed in."""
    path: str
    said: Text


class Key(msgspec.Struct, frozen=True, order=True):
    """What makes a result the same result: it is graded once, however often it is asked for."""

    learner: str
    exercise: str
    sha256: str
    seed: int
    version: str


class Result(msgspec.Struct, frozen=True):
    """One line of the results: a verdict, and what it is the verdict on."""

    key: Key
    path: str
    verdict: Verdict


class Row(msgspec.Struct, frozen=True):
    """One line of the table that a teacher reads."""

    learner: str
    exercise: str
    outcome: str
    """``passed``, ``failed``, ``error``, ``refused`` (cannot be graded) or ``missing``."""
    core_passed: int = 0
    core: int = 0
    mistake: str = ""
    line: int | None = None
    late_seconds: float | None = None
    """0 when in time; None where there is no due time, or nothing says when it was handed in."""
    score: float | None = None
    """0 to 100; None where there is no verdict."""
    said: Text | None = None
    path: str = ""
