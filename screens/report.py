"""What ``--json`` prints: plain objects whose fields are only ever added to.

`docs/json.md` describes every field.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from exercises.prose import task
from exercises.signature import Signature
from exercises.spec import Spec
from grader.verdict import Verdict
from trainer.aid import Given
from trainer.backlog import Backlog
from trainer.desk import Desk
from trainer.drills import Drill
from trainer.health import Finding
from trainer.interview import Interview
from trainer.leech import Advice
from trainer.queue import Work
from trainer.runs import Result
from trainer.standings import Removed, Standing

Report = dict[str, Any]


def exercise(spec: Spec, path: Path | None, lang: str, whole: bool = True) -> Report:
    """One exercise, and the file to write it in (null without a workspace); ``whole`` with all
    that is said of it, not only with what is asked."""
    return {
        "exercise": spec.id,
        "title": spec.title.in_(lang),
        "track": spec.track,
        "family": spec.family,
        "level": spec.level,
        "par_minutes": spec.par_minutes,
        "path": str(path.absolute()) if path else None,
        "signature": _signature(spec.signature),
        "statement": spec.statement.in_(lang) if whole else task(spec, lang),
        "source": msgspec.to_builtins(spec.source),
    }


def _signature(signature: Signature) -> Report:
    """As the spec has it, with what follows from an argument's kind written out."""
    said: Report = msgspec.to_builtins(signature)
    for argument, written in zip(signature.arguments, said["arguments"], strict=True):
        written |= {"dtype": argument.dtype, "grad": argument.grad}
    said["results"] = said["returns"]
    only = signature.returns[0] if len(signature.returns) == 1 else None
    said["returns"] = None if only is None else only.shape or "scalar"
    return said


def served(
    drill: Drill | None,
    given_up: Spec | None,
    next_due: tuple[date, Spec] | None,
    lang: str,
    whole: bool = False,
    known: Sequence[Spec] = (),
    left: Backlog | None = None,
    held_back: Spec | None = None,
    advice: Advice | None = None,
    work: tuple[Interview, Work] | None = None,
) -> Report:
    """What is to be written now; ``exercise`` is null when nothing is."""
    if drill is None:
        report: Report = {"exercise": None, "path": None}
    else:
        report = exercise(drill.spec, drill.path, lang, whole)
    return report | {
        "why": drill.why if drill else None,
        "kept": str(drill.kept) if drill and drill.kept else None,
        "given_up": given_up.id if given_up else None,
        "next_due": next_due[0].isoformat() if next_due else None,
        "known": [spec.id for spec in known],
        "backlog": _backlog(left) if left else None,
        "held_back": held_back.id if held_back else None,
        "leech": leech(advice) if advice else None,
        "interview": _interview(*work) if work else None,
    }


def _interview(interview: Interview, work: Work) -> Report:
    return {"day": interview.day, "track": interview.name or None, "today": work.order}


def leech(advice: Advice) -> Report:
    """What helps with a drill that is forgotten again and again."""
    return {"lapses": advice.lapses, "first": advice.first.id if advice.first else None}


def aside(spec: Spec, standing: Standing) -> Report:
    """What became of an exercise that was set aside or taken back."""
    due = standing.due.isoformat() if standing.due else None
    return {"exercise": spec.id, "state": standing.state, "due": due}


def _backlog(left: Backlog) -> Report:
    by = left.done_by.isoformat() if left.done_by else None
    return {"due": left.due, "today": left.today, "done_by": by}


def known(known: Sequence[Spec], desk: Desk) -> Report:
    """What counts as known from now on, and when each comes back."""
    cards = desk.state().cards
    return {"known": [{"exercise": s.id, "due": cards[s.id].memory.due} for s in known]}


def verdict(verdict: Verdict, path: Path, result: Result | None) -> Report:
    """One grade: the verdict, and what the trainer made of it. The lines as they would be right
    are a hint's to tell."""
    told = msgspec.to_builtins(verdict)
    if told["diagnosis"]["repair"]:
        del told["diagnosis"]["repair"]["code"]
    return {
        **told,
        "path": str(path.absolute()),
        **_result(result or Result(recorded=False)),
    }


def _result(result: Result) -> Report:
    return {
        "recorded": result.recorded,
        "rating": result.grade,
        "reasons": [reason.en for reason in result.reasons],
        "due": result.due.isoformat() if result.due else None,
        "extra": result.extra,
        "unrated": result.unrated.en if result.unrated else None,
    }


def hint(given: Given, spec: Spec, lang: str) -> Report:
    return {
        "exercise": spec.id,
        "number": given.number,
        "total": given.total,
        "hint": given.hint.in_(lang),
        "reveals": given.hint.reveals,
        "free": given.free,
    }


def solution(spec: Spec, answer: str, result: Result) -> Report:
    return {"exercise": spec.id, "solution": answer, **_result(result)}


def listing(
    standings: Sequence[Standing],
    questions_due: int,
    removed: Sequence[Removed],
    lang: str,
    left: Backlog | None = None,
    html: Path | None = None,
) -> Report:
    exercises = [_standing(standing, lang) for standing in standings]
    return {
        "exercises": exercises,
        "questions_due": questions_due,
        "backlog": _backlog(left) if left else None,
        "html": str(html) if html else None,
        "removed": [
            {"exercise": r.id, "last": r.last.isoformat(), "rating": r.rating,
             "pass_days": r.pass_days}
            for r in removed
        ],
    }  # fmt: skip


def _standing(standing: Standing, lang: str) -> Report:
    return {
        "exercise": standing.spec.id,
        "title": standing.spec.title.in_(lang),
        "track": standing.spec.track,
        "level": standing.spec.level,
        "state": standing.state,
        "due": standing.due.isoformat() if standing.due else None,
        "rating": standing.rating,
        "waits_for": list(standing.waits_for),
        "passed": standing.passed,
        "lapses": standing.lapses,
        "leech": standing.leech,
    }


def reset(spec: Spec, path: Path, kept: Path | None) -> Report:
    return {"exercise": spec.id, "path": str(path), "kept": str(kept) if kept else None}


def findings(found: Sequence[Finding]) -> Report:
    return {
        "ok": not any(finding.ok is False for finding in found),
        "findings": [finding._asdict() for finding in found],
    }
