"""The report of one exam: where the learner stands, item by item, and what to do next.

A pure function of the record, the exams before it, and what was asked. Everything that is shown
in the terminal, on the page and with ``--json`` is in :class:`Report`; nothing is looked up later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec

from exercises.questions import Question
from exercises.spec import Spec
from trainer.days import local_day
from trainer.exam.advice import Suggestion, suggestions
from trainer.exam.items import ItemReport, item_report
from trainer.exam.model import Answered, Ending, Record


class Tally(msgspec.Struct):
    """How many items ended in which way; they add up to ``items``."""

    items: int = 0
    passed: int = 0
    """In time."""
    late: int = 0
    """Passed, but after the exam's time was over: shown, and not scored."""
    failed: int = 0
    """Shown and not passed, with those that were left unfinished."""
    unreached: int = 0
    unjudged: int = 0
    """Short answers that the learner has not compared with the model answer yet."""

    @property
    def counted(self) -> int:
        """Of how many the score is: what is not judged yet is neither right nor wrong."""
        return self.items - self.unjudged

    @property
    def score(self) -> float | None:
        """The share passed in time, 0 to 1; None while nothing is decided."""
        return self.passed / self.counted if self.counted else None


class Time(msgspec.Struct):
    """What the items that were shown took, in seconds, against their par."""

    seconds: float = 0.0
    par_seconds: float = 0.0

    @property
    def ratio(self) -> float | None:
        """1 is par, below is faster; None when nothing was shown."""
        return self.seconds / self.par_seconds if self.par_seconds else None


class TrackScore(msgspec.Struct):
    track: str
    drills: Tally
    questions: Tally
    time: Time

    @property
    def passed(self) -> int:
        """In time."""
        return self.drills.passed + self.questions.passed

    @property
    def seen(self) -> int:
        """How many were shown and are decided."""
        both = (self.drills, self.questions)
        return sum(each.counted - each.unreached for each in both)


class Rest(msgspec.Struct):
    """A pause that is over."""

    start: datetime
    seconds: float
    claimed: bool
    """Said afterwards, not asked for beforehand."""


class Point(msgspec.Struct):
    """One exam among the others, for the trend and the list of exams."""

    id: str
    day: str
    started: datetime
    minutes: float
    elapsed: float
    ending: Ending | None
    profile: str | None
    tally: Tally
    time: Time


class Report(msgspec.Struct, kw_only=True):
    id: str
    seed: int
    day: str
    started: datetime
    ended: datetime | None
    ending: Ending | None
    minutes: float
    elapsed: float
    """Seconds on the exam's clock, pauses left out."""
    par_seconds: float
    """Of all items."""
    profile: str | None
    tracks: list[str]
    level: int | None
    by: str
    tally: Tally
    time: Time
    scores: list[TrackScore]
    pauses: list[Rest]
    items: list[ItemReport]
    trend: list[Point]
    """The submitted exams up to this one, in the order in which they were sat, this one last."""
    next: list[Suggestion]
    planned: bool = False
    """`practice exam plan` was given for it already."""

    @property
    def weakest(self) -> TrackScore | None:
        """The track with the lowest share passed of what was shown, when something was missed."""
        missed = [score for score in self.scores if _share(score) < 1]
        return min(missed, key=lambda score: (_share(score), -score.seen), default=None)


def report(
    record: Record,
    past: Sequence[Record],
    specs: Mapping[str, Spec],
    questions: Mapping[str, Question],
    source: Callable[[str], bytes | None],
    planned: bool = False,
) -> Report:
    """The report of ``record``, with ``past`` records (it may be among them) for the trend.

    ``source`` gives the bytes with a SHA-256, or None when they are not kept.
    """
    before = [each for each in past if each.started < record.started]
    paper = record.paper
    titles = {
        **{id_: spec.title for id_, spec in specs.items()},
        **{id_: question.prompt for id_, question in questions.items()},
    }
    return Report(
        id=paper.id,
        seed=paper.seed,
        day=_day(record),
        started=record.started,
        ended=record.ended,
        ending=record.ending,
        minutes=paper.minutes,
        elapsed=record.elapsed,
        par_seconds=sum(item.par_minutes * 60 for item in paper.items),
        profile=paper.profile,
        tracks=paper.tracks,
        level=paper.level,
        by=paper.by,
        tally=tally(record.answers),
        time=_time(record.answers),
        scores=_scores(record.answers),
        pauses=_rests(record),
        items=[
            item_report(number, answer, specs, questions, source)
            for number, answer in enumerate(record.answers, 1)
        ],
        trend=[point(each) for each in [*before, record] if each.ending != "aborted"],
        next=suggestions(record, [each for each in before if each.ending], titles),
        planned=planned,
    )


def point(record: Record) -> Point:
    """One line of the list of exams."""
    return Point(
        id=record.paper.id,
        day=_day(record),
        started=record.started,
        minutes=record.paper.minutes,
        elapsed=record.elapsed,
        ending=record.ending,
        profile=record.paper.profile,
        tally=tally(record.answers),
        time=_time(record.answers),
    )


def tally(answers: Sequence[Answered]) -> Tally:
    found = Tally(items=len(answers))
    for answer in answers:
        match answer.outcome:
            case "passed" if answer.late:
                found.late += 1
            case "passed":
                found.passed += 1
            case "failed" | "open":
                found.failed += 1
            case "unreached":
                found.unreached += 1
            case "unjudged":
                found.unjudged += 1
    return found


def _share(score: TrackScore) -> float:
    return score.passed / score.seen if score.seen else 1.0


def _scores(answers: Sequence[Answered]) -> list[TrackScore]:
    """One for each track, in the order in which they first come on the paper."""
    tracks: dict[str, list[Answered]] = {}
    for answer in answers:
        tracks.setdefault(answer.item.track, []).append(answer)
    return [
        TrackScore(
            track,
            drills=tally([each for each in of if each.item.kind == "drill"]),
            questions=tally([each for each in of if each.item.kind == "question"]),
            time=_time(of),
        )
        for track, of in tracks.items()
    ]


def _time(answers: Sequence[Answered]) -> Time:
    shown = [answer for answer in answers if answer.outcome != "unreached"]
    par = sum(answer.item.par_minutes * 60 for answer in shown)
    return Time(sum(answer.seconds for answer in shown), par)


def _rests(record: Record) -> list[Rest]:
    ends = [(pause, pause.end or record.ended) for pause in record.pauses]
    return [
        Rest(pause.start, (end - pause.start).total_seconds(), pause.claimed)
        for pause, end in ends
        if end is not None
    ]


def _day(record: Record) -> str:
    return record.day or local_day(record.started.astimezone())
