"""What became of an exam: a fold over the facts since it was started, pure.

The clock runs from the start to the end, pauses left out; what passes is the time of the item
that is before the learner. A clock that was set back adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from trainer.exam.model import Answered, Paper, Pause, Record
from trainer.facts import NOW_CALLED, Fact


def read(facts: Iterable[Fact], now: datetime) -> list[Record]:
    """The exams that these facts tell of, in the order in which they were started.

    ``now`` (aware) is when the clock of one that is running is read.
    """
    facts = list(facts)
    taken_back = {fact.data["fact"] for fact in facts if fact.kind == "undone"}
    exams: dict[str, _Exam] = {}
    for fact in facts:
        id_ = fact.data.get("exam")
        if id_ is None or fact.id in taken_back:
            continue
        if fact.kind == "exam" and fact.data["event"] == "started":
            paper = msgspec.convert(fact.data["paper"], Paper)
            exams[id_] = _Exam(paper, datetime.fromisoformat(fact.at), fact.day)
        elif id_ in exams:
            exams[id_].take(fact)
    for exam in exams.values():
        exam.tick(now)
    return [exam.record for exam in exams.values()]


class _Exam:
    """One exam while its facts are read."""

    def __init__(self, paper: Paper, started: datetime, day: str) -> None:
        answers = [Answered(item) for item in paper.items]
        self.record = Record(paper, started, answers, day=day)
        self.ticked = started

    def tick(self, now: datetime) -> None:
        """Let the clock run until ``now``."""
        record = self.record
        if record.ended is None and not record.paused:
            seconds = max(0.0, (now - self.ticked).total_seconds())
            record.elapsed += seconds
            current = record.answer(record.current) if record.current else None
            if current is not None:
                current.seconds += seconds
        self.ticked = now

    def take(self, fact: Fact) -> None:
        at = datetime.fromisoformat(fact.at)
        if fact.kind == "exam" and fact.data["event"] == "resumed":
            self._resume(at, fact.data.get("since"))
            return
        self.tick(at)
        if fact.kind == "exam":
            self._event(fact.data, at)
        elif fact.kind == "run":
            self._run(fact)
        elif fact.kind == "answered":
            self._answer(fact)

    def _event(self, data: dict[str, str], at: datetime) -> None:
        record = self.record
        match data["event"]:
            case "shown":
                for item in (data["item"], NOW_CALLED.get(data["item"]), data.get("renamed")):
                    if item and self._show(item):
                        break
            case "paused":
                record.pauses.append(Pause(at, None))
            case "submitted" | "aborted" as event if record.ended is None:
                record.ended, record.current = at, None
                record.ending = "submitted" if event == "submitted" else "aborted"

    def _show(self, item: str) -> Answered | None:
        answer = self.record.answer(item)
        if answer is not None and self.record.ended is None:
            self.record.current = item
            if answer.outcome == "unreached":
                answer.outcome = "open"
        return answer

    def _resume(self, at: datetime, since: str | None) -> None:
        if since is not None:
            # said afterwards: what the clock did since then is taken back by not letting it run
            start = datetime.fromisoformat(since)
            self.tick(start)
            self.record.pauses.append(Pause(start, at, claimed=True))
        elif self.record.paused:
            self.record.pauses[-1] = Pause(self.record.pauses[-1].start, at)
        self.ticked = at

    def _run(self, fact: Fact) -> None:
        data, answer = fact.data, self._show(fact.exercise)
        if answer is None or data["outcome"] == "error" or data.get("unwritten"):
            return
        answer.runs += 1
        if answer.outcome == "passed":
            return  # what was passed stays passed
        answer.outcome = "passed" if data["outcome"] == "passed" else "failed"
        answer.late = self._late()
        answer.failed = list(data.get("failed", []))
        answer.failed_core = data.get("failed_core")
        core = data.get("core")
        answer.core = (core[0], core[1]) if core else None
        answer.mistake, answer.said = data.get("mistake"), data.get("said") or ""
        answer.sha256 = data["sha256"]

    def _answer(self, fact: Fact) -> None:
        data = fact.data
        if data.get("judged") is not None:
            judged = self.record.answer(fact.exercise)
            if judged is not None and judged.outcome == "unjudged":
                judged.outcome = "passed" if data["judged"] == "right" else "failed"
            return
        answer = self._show(fact.exercise)
        if answer is not None and answer.reply is None:
            right = data["right"]
            answer.reply, answer.late = data["typed"], self._late()
            answer.outcome = "unjudged" if right is None else "passed" if right else "failed"

    def _late(self) -> bool:
        return self.record.seconds_left < 0
