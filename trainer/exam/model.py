"""What an exam is: the paper that was drawn, and the record of how it went.

A paper is drawn once and kept as a fact; a record is a fold over the facts since then. Both are
plain data, so that the report, the export and ``--json`` all read the same thing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

ItemKind = Literal["drill", "question"]
Ending = Literal["submitted", "aborted"]

#: Where an item stands. A short answer stays ``unjudged`` until the learner has compared it with
#: the model answer; ``unreached`` was never shown, ``open`` was shown and has no result yet.
Outcome = Literal["passed", "failed", "unjudged", "open", "unreached"]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is asked."""

    id: str
    """Of an exercise or of a question; no id is both in one paper."""
    kind: ItemKind
    track: str
    """The exercise's track; a question's is that of its loss, or `general`."""
    level: int
    par_minutes: float
    seed: int
    """Draws the hidden inputs of a drill; shuffles the options of a question."""


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was drawn. The same seed, options and history draw the same items."""

    id: str
    """Local date and a few characters, as in `20261123-3fa2`; names the exam's folder of files."""
    seed: int
    minutes: float
    items: list[Item]
    profile: str | None = None
    tracks: list[str] = []
    """Empty: all of them."""
    level: int | None = None
    """No item lies above it."""
    lang: Literal["en", "zh"] = "en"
    by: str = ""
    """The name of the file it was handed on in; empty when it was drawn here."""

    def item(self, id_: str) -> Item | None:
        return next((item for item in self.items if item.id == id_), None)


class Pause(msgspec.Struct, frozen=True):
    """A stretch that does not count. ``end`` is None while it lasts."""

    start: datetime
    end: datetime | None
    claimed: bool = False
    """True when it was said afterwards (a crash, a closed laptop), not asked for beforehand."""


class Answered(msgspec.Struct):
    """What became of one item."""

    item: Item
    outcome: Outcome = "unreached"
    seconds: float = 0.0
    """With this item before the learner, pauses left out."""
    late: bool = False
    """It was decided after the exam's time was over: shown, and not counted as in time."""
    runs: int = 0
    failed_core: int | None = None
    """Of a drill: how many core checks the last run failed; None before the first."""
    core: tuple[int, int] | None = None
    """Of a drill: how many core checks passed in the last run, and of how many."""
    failed: list[str] = []
    """Of a drill: the ids of the checks that the last run failed."""
    mistake: str | None = None
    said: str = ""
    """Of a drill: what the last run's diagnosis said. Kept from the learner until the end."""
    sha256: str | None = None
    """Of a drill: the file that the last run graded, kept in the history's `sources`."""
    reply: str | None = None
    """Of a question: what was typed, as it was shown shuffled by the item's seed."""


class Record(msgspec.Struct):
    """One exam, from its paper to its end."""

    paper: Paper
    started: datetime
    answers: list[Answered]
    """One for each item, in the order of the paper."""
    ended: datetime | None = None
    ending: Ending | None = None
    pauses: list[Pause] = []
    current: str | None = None
    """The id of the item before the learner; None while paused before the first, or at the end."""
    elapsed: float = 0.0
    """Seconds on the exam's clock, pauses left out, until its end or the moment of reading."""
    day: str = ""
    """The learner's day on which it was started, as it was recorded there and then; empty where
    nobody recorded it."""

    def answer(self, id_: str) -> Answered | None:
        return next((answer for answer in self.answers if answer.item.id == id_), None)

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].end is None

    @property
    def seconds_left(self) -> float:
        """Negative when the time is over."""
        return self.paper.minutes * 60 - self.elapsed
