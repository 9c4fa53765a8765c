"""The screen of one grade: the verdict, and what the trainer made of it."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from exercises.answer import model_answer
from exercises.spec import Spec
from grader.verdict import Verdict
from screens import messages
from screens.failure import failure
from screens.success import success
from trainer.desk import Desk
from trainer.runs import Result


def outcome(
    verdict: Verdict,
    spec: Spec,
    source: bytes,
    path: Path,
    lang: str,
    width: int,
    desk: Desk | None,
    result: Result | None,
) -> list[Text]:
    """``desk`` is None without a workspace, ``result`` when nothing was recorded."""
    if not verdict.passed:
        closing = messages.after_failure(spec, verdict.unwritten, desk, result, lang)
        return failure(verdict, spec, source, path.name, lang, width, closing)
    return success(
        verdict,
        spec,
        lang,
        width,
        remembered=messages.remembered(desk, result, lang),
        answer=model_answer(spec),
        closing=messages.after_success(result, lang),
        beyond=result is not None and result.grade is not None,
    )
