"""What a teacher wants to know of a class: which exercise, idea, check and learner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from cohort.model import Row
from cohort.rows import Ideas
from exercises.spec import Spec
from exercises.texts import Text
from grader.verdict import Verdict

#: In trouble is who passed less than this share of what they handed in.
TROUBLE = 0.5


class Drilled(msgspec.Struct, frozen=True):
    """One exercise: shares are of the files that have a verdict."""

    exercise: str
    par_minutes: float
    files: int
    passed: int
    mistake: str | None
    """The most frequent named one."""


class Idea(msgspec.Struct, frozen=True):
    exercise: str
    mistake: str
    learners: int
    said: Text | None
    """Its sentence; None where the exercise does not know it any more."""


class Failing(msgspec.Struct, frozen=True):
    exercise: str
    check: str
    learners: int


class Standing(msgspec.Struct, frozen=True):
    learner: str
    files: int
    passed: int
    refused: int
    score: float | None
    """The mean of what has a score."""


class ClassReport(msgspec.Struct, frozen=True):
    learners: int
    files: int
    passed: int
    failed: int
    errors: int
    refused: int
    missing: int
    exercises: list[Drilled]
    ideas: list[Idea]
    """Most frequent first."""
    checks: list[Failing]
    """Core checks, most failed first."""
    trouble: list[Standing]
    """Fewest passes first."""
    standings: list[Standing]


def class_report(
    rows: Sequence[Row], verdicts: Iterable[Verdict], specs: Mapping[str, Spec], said: Ideas
) -> ClassReport:
    """``verdicts`` are those of the rows; ``said`` are the sentences of mistakes."""
    count = Counter(row.outcome for row in rows)
    named: Counter[tuple[str, str]] = Counter()
    checks: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts:
        if verdict.outcome != "failed":
            continue
        if verdict.diagnosis.mistake:
            named[verdict.exercise, verdict.diagnosis.mistake] += 1
        checks.update(
            (verdict.exercise, check.id)
            for check in verdict.checks
            if check.status == "failed" and check.level == "core"
        )
    standings = _standings(rows)
    return ClassReport(
        len({row.learner for row in rows}),
        count["passed"] + count["failed"] + count["error"],
        count["passed"],
        count["failed"],
        count["error"],
        count["refused"],
        count["missing"],
        [_drilled(spec, rows, named) for spec in specs.values() if _about(rows, spec.id)],
        [Idea(*what, n, said.get(what)) for what, n in _most(named)],
        [Failing(*what, n) for what, n in _most(checks)],
        sorted(filter(_in_trouble, standings), key=lambda s: (s.passed, -s.files, s.learner)),
        standings,
    )


def _most(counter: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _about(rows: Sequence[Row], exercise: str) -> list[Row]:
    return [r for r in rows if r.exercise == exercise and r.outcome in ("passed", "failed")]


def _drilled(spec: Spec, rows: Sequence[Row], ideas: Counter[tuple[str, str]]) -> Drilled:
    about = _about(rows, spec.id)
    named = [mistake for (exercise, mistake), _ in _most(ideas) if exercise == spec.id]
    passed = sum(row.outcome == "passed" for row in about)
    return Drilled(spec.id, spec.par_minutes, len(about), passed, named[0] if named else None)


def _standings(rows: Sequence[Row]) -> list[Standing]:
    of: dict[str, list[Row]] = {}
    for row in rows:
        of.setdefault(row.learner, []).append(row)
    return [_standing(learner, theirs) for learner, theirs in sorted(of.items())]


def _standing(learner: str, rows: Sequence[Row]) -> Standing:
    scores = [row.score for row in rows if row.score is not None]
    return Standing(
        learner,
        sum(row.outcome in ("passed", "failed", "error") for row in rows),
        sum(row.outcome == "passed" for row in rows),
        sum(row.outcome == "refused" for row in rows),
        round(sum(scores) / len(scores), 2) if scores else None,
    )


def _in_trouble(standing: Standing) -> bool:
    return standing.passed < TROUBLE * (standing.files + standing.refused) or not (
        standing.files + standing.refused
    )
