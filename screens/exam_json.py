"""What ``--json`` prints of the report of an exam. `docs/json.md` describes every field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from exercises.texts import Text
from screens import exam_words as words
from screens.words import speaker
from trainer.exam.report import Point, Report, Tally, Time

Json = dict[str, Any]


def report(report: Report, page: Path | None, lang: str) -> Json:
    """The whole report; ``page`` is the HTML file that was written, if one was."""
    said: Json = _plain(report, lang)
    weakest = report.weakest
    say = speaker(lang)
    return said | {
        "standing": words.standing(report, say),
        "advice": words.advice(report, say),
        "weakest": weakest.track if weakest else None,
        "page": str(page.absolute()) if page else None,
    }


def history(points: Sequence[Point], running: str | None, lang: str) -> Json:
    """The exams that are over, and the id of the one that is not."""
    return {"exams": _plain(list(points), lang), "running": running}


def plan(report: Report, planned: bool, lang: str) -> Json:
    """What is planned; ``planned`` says that this command did it."""
    return {"exam": report.id, "planned": planned, "next": _plain(report.next, lang)}


def _plain(value: Any, lang: str) -> Any:
    """``value`` as JSON types: texts in one language, times in UTC."""
    match value:
        case Text():
            return value.in_(lang)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="milliseconds")
        case msgspec.Struct():
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            match value:
                case Tally():
                    fields["score"] = value.score
                case Time():
                    fields["ratio"] = value.ratio
            return {name: _plain(each, lang) for name, each in fields.items()}
        case list():
            return [_plain(each, lang) for each in value]
    return value
