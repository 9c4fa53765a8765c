"""What was planned after an exam: served first, in its order, until it is done. A fold, pure.

An entry leaves the plan when it is passed (answered rightly), or with its review on a day after
the one it was planned on: from then on the schedule knows what to do with it. What is given up or
answered wrongly on the day itself is set aside until the next.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from trainer.facts import Fact

Kind = Literal["drill", "question"]


class Planned(msgspec.Struct):
    """One drill or question that is to be done again."""

    id: str
    kind: Kind
    exam: str
    exam_day: str
    """The day the exam was sat on."""
    since: str
    """The day it was planned on."""
    aside: str = ""
    """The day on which it was tried in vain; on another it comes again."""


class Plan(msgspec.Struct):
    entries: list[Planned] = []
    at: str = ""
    """The planned drill that is being written although its review of the day is done."""
    touched: int = 0
    """The last fact about that."""

    def add(self, fact: Fact) -> None:
        """Put what a fact of kind `planned` names before what was planned earlier."""
        data = fact.data
        kinds: list[tuple[Kind, list[str]]] = [
            ("drill", data["exercises"]),
            ("question", data["questions"]),
        ]
        new = [
            Planned(id_, kind, data["exam"], data["day"], fact.day)
            for kind, ids in kinds
            for id_ in ids
        ]
        again = {entry.id for entry in new}
        self.entries = [*new, *(entry for entry in self.entries if entry.id not in again)]

    def ready(self, kind: Kind, day: str) -> list[Planned]:
        """What is to be served on ``day``, in order."""
        return [e for e in self.entries if e.kind == kind and e.aside != day]

    def entry(self, id_: str) -> Planned | None:
        return next((entry for entry in self.entries if entry.id == id_), None)

    def served(self, fact: Fact, reviewed: bool) -> None:
        """A drill was served; ``reviewed`` says that no review can come of it today."""
        if reviewed and self.entry(fact.exercise):
            self.at, self.touched = fact.exercise, fact.id

    def done(self, id_: str, day: str, passed: bool) -> None:
        """It was tried to its end on ``day``."""
        if self.at == id_:
            self.at = ""
        entry = self.entry(id_)
        if entry is None:
            return
        if passed or day > entry.since:
            self.entries = [each for each in self.entries if each is not entry]
        else:
            entry.aside = day

    def extra(self, fact: Fact) -> None:
        """Something happened to a drill that had its review of the day already."""
        if fact.kind == "run" and fact.data["outcome"] == "passed":
            self.done(fact.exercise, fact.day, passed=True)
        elif fact.kind in ("skipped", "revealed"):
            self.done(fact.exercise, fact.day, passed=False)
        elif self.at == fact.exercise:
            self.touched = fact.id

    def answered(self, fact: Fact) -> None:
        """A question was answered, or a short answer judged."""
        judged = fact.data.get("judged")
        right = judged == "right" if judged is not None else fact.data["right"] is True
        self.done(fact.exercise, fact.day, passed=right)
