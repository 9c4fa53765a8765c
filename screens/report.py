"""What ``--json`` prints: plain objects whose fields are only ever added to.

`docs/json.md` describes them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from exercises.spec import Spec
from grader.verdict import Verdict
from trainer.desk import Result, Standing


def verdict_report(verdict: Verdict, path: Path, result: Result | None) -> dict[str, Any]:
    """One grade: the verdict, and what the trainer made of it (None: not recorded)."""
    result = result or Result(recorded=False)
    return {
        **msgspec.to_builtins(verdict),
        "path": str(path.absolute()),
        **result_report(result),
    }


def result_report(result: Result) -> dict[str, Any]:
    """What the trainer made of something. ``rating`` is null while the drill is still open."""
    return {
        "recorded": result.recorded,
        "rating": result.grade,
        "reasons": [reason.en for reason in result.reasons],
        "due": result.due.isoformat() if result.due else None,
        "extra": result.extra,
    }


def drill_report(spec: Spec, path: Path | None, lang: str) -> dict[str, Any]:
    """One exercise as it is served, with the file to write it in."""
    return {
        "exercise": spec.id,
        "title": spec.title.in_(lang),
        "track": spec.track,
        "family": spec.family,
        "level": spec.level,
        "par_minutes": spec.par_minutes,
        "path": str(path.absolute()) if path else None,
        "signature": msgspec.to_builtins(spec.signature),
        "statement": spec.statement.in_(lang),
        "source": msgspec.to_builtins(spec.source),
    }


def standing_report(standing: Standing, lang: str) -> dict[str, Any]:
    """One line of the list."""
    return {
        "exercise": standing.spec.id,
        "title": standing.spec.title.in_(lang),
        "track": standing.spec.track,
        "level": standing.spec.level,
        "state": standing.state,
        "due": standing.due.isoformat() if standing.due else None,
        "rating": standing.rating,
        "waits_for": list(standing.waits_for),
    }
