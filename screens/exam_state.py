"""What ``--json`` prints of an exam that is running. `docs/json.md` describes every field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from exercises.prose import task
from exercises.questions import Question
from exercises.spec import Spec
from grader.verdict import Diagnosis, Verdict
from screens import report
from screens.exam import failed_core, state_of
from screens.question import how_to_answer
from screens.quiz_report import choices
from trainer.desk import Desk
from trainer.exam.conduct import Shown
from trainer.exam.model import Answered, Item, Record

Json = dict[str, Any]


def exam(record: Record, desk: Desk, resumed: bool = False) -> Json:
    """The exam and its items, without anything that is told only at the end."""
    paper = record.paper
    return {
        "id": paper.id,
        "seed": paper.seed,
        "minutes": paper.minutes,
        "profile": paper.profile,
        "tracks": paper.tracks,
        "level": paper.level,
        "items": [_item(answer, desk) for answer in record.answers],
        "current": record.current,
        "started": record.started.isoformat(timespec="milliseconds"),
        "elapsed_seconds": round(record.elapsed, 3),
        "seconds_left": round(record.seconds_left, 3),
        "paused": record.paused,
        "ended": record.ending,
        "resumed": resumed,
    }


def _item(answer: Answered, desk: Desk) -> Json:
    item = answer.item
    return {
        "id": item.id,
        "kind": item.kind,
        "track": item.track,
        "level": item.level,
        "par_minutes": item.par_minutes,
        "state": state_of(answer),
        "seconds": round(answer.seconds, 3),
        "late": answer.late,
        "path": _path(item, desk),
    }


def _path(item: Item, desk: Desk) -> str | None:
    if item.kind != "drill" or item.id not in desk.catalogue:
        return None
    return str(desk.workspace.stub(desk.catalogue[item.id]).absolute())


def shown(record: Record, shown: Shown | None, asked: Spec | Question | None, lang: str) -> Json:
    """The item that is before the learner now; ``item`` is null when every one has a result."""
    left = {"exam": record.paper.id, "seconds_left": round(record.seconds_left, 3)}
    if shown is None or asked is None:
        return {"item": None, **left}
    item = {"item": shown.item.id, "kind": shown.item.kind, "par_minutes": shown.item.par_minutes}
    if isinstance(asked, Spec):
        kept = str(shown.kept) if shown.kept else None
        told = {
            **report.exercise(asked, shown.path, lang),
            "statement": task(asked, lang),
        }
        return {**left, **told, **item, "kept": kept}
    return {
        **left,
        **item,
        "form": asked.kind,
        "loss": asked.loss,
        "topic": asked.topic,
        "level": asked.level,
        "prompt": asked.prompt.in_(lang),
        **choices(asked, lang),
        "what_to_type": how_to_answer(asked, lang),
    }


def graded(verdict: Verdict, path: Path, record: Record, recorded: bool) -> Json:
    """A grade in an exam, in the shape of every grade: which checks failed and why is kept back."""
    bare = msgspec.structs.replace(
        verdict, checks=[], diagnosis=Diagnosis(), traceback=[], printed="", note=""
    )
    answer = record.answer(verdict.exercise)
    return {
        **msgspec.to_builtins(bare),
        "path": str(path.absolute()),
        "recorded": recorded,
        "rating": None,
        "reasons": [],
        "due": None,
        "extra": False,
        "exam": {
            "id": record.paper.id,
            "item": verdict.exercise,
            "failed_core": failed_core(verdict),
            "seconds": round(answer.seconds, 3) if answer else None,
            "par_minutes": answer.item.par_minutes if answer else None,
            "seconds_left": round(record.seconds_left, 3),
        },
    }
