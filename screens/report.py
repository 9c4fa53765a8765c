"""What ``--json`` prints: plain objects whose fields are only ever added to.

`docs/json.md` describes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from exercises.spec import Spec
from grader.verdict import Verdict


def verdict_report(
    verdict: Verdict,
    path: str,
    recorded: bool,
    rating: str | None = None,
    reasons: Sequence[str] = (),
    due: date | None = None,
) -> dict[str, Any]:
    """One grade: the verdict, and what the trainer made of it."""
    return {
        **msgspec.to_builtins(verdict),
        "path": path,
        "recorded": recorded,
        "rating": rating,
        "reasons": list(reasons),
        "due": due.isoformat() if due else None,
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
