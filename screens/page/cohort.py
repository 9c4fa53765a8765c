"""A class as one page, and a page for each learner that can be sent to them.

No script, no font and no address, as the page of an exam: everything in it is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cohort.class_report import ClassReport
from cohort.model import Row, Submission
from exercises.spec import Spec
from grader.verdict import Verdict
from screens.check_names import check_name
from screens.cohort import counts, share
from screens.failure import failure
from screens.page.drawing import rendered
from screens.page.prose import clean, inline
from screens.words import Say, speaker

_OUTCOMES = {
    "passed": ("passed", "通过"),
    "failed": ("not passed", "未通过"),
    "error": ("not graded", "没能判题"),
    "refused": ("not graded", "没能判题"),
    "missing": ("nothing handed in", "没有提交"),
}
_WIDTH = 80


class Entry(NamedTuple):
    """One drill on a learner's page."""

    row: Row
    title: str
    outcome: str
    lines: list[str]
    """The verdict as the learner would see it at home; empty after a pass."""
    code: str


def class_page(
    found: ClassReport, rows: Sequence[Row], specs: Mapping[str, Spec], lang: str
) -> str:
    """The page for whoever teaches."""
    say = speaker(lang)
    others = [each for each in found.standings if each not in found.trouble]
    return rendered(
        "cohort.html",
        ("style.css",),
        found=found,
        standings=[*found.trouble, *others],
        odd=[row for row in rows if row.outcome in ("refused", "error")],
        lang=lang,
        say=say,
        counts=counts(found, say),
        title=lambda id_: specs[id_].title.in_(lang),
        people=lambda n: say(f"{n} learner{'s' * (n != 1)}", f"{n} 人"),
        share=share,
        check_name=check_name,
        clean=clean,
        inline=inline,
    )


def feedback_page(
    learner: str,
    rows: Sequence[Row],
    graded: Mapping[str, tuple[Submission, Verdict]],
    specs: Mapping[str, Spec],
    lang: str,
) -> str:
    """The page of one learner; ``graded`` has a file and its verdict by exercise."""
    say = speaker(lang)
    entries = [_entry(row, graded.get(row.exercise), specs, lang, say) for row in rows]
    return rendered(
        "feedback.html",
        ("style.css",),
        learner=learner,
        entries=entries,
        passed=sum(row.outcome == "passed" for row in rows),
        lang=lang,
        say=say,
        clean=clean,
        inline=inline,
    )


def _entry(
    row: Row,
    graded: tuple[Submission, Verdict] | None,
    specs: Mapping[str, Spec],
    lang: str,
    say: Say,
) -> Entry:
    spec = specs.get(row.exercise)
    title = spec.title.in_(lang) if spec else row.exercise or row.path
    outcome = say(*_OUTCOMES[row.outcome])
    if graded is None or spec is None or row.outcome not in ("passed", "failed"):
        return Entry(row, title, outcome, [], "")
    submission, verdict = graded
    name = submission.path.rpartition("/")[2]
    lines = [] if verdict.passed else failure(verdict, spec, submission.source, name, lang, _WIDTH)
    code = submission.source.decode("utf-8", "replace")
    return Entry(row, title, outcome, [line.plain for line in lines], code)
