"""Results as the table a teacher reads, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from cohort.grading import key
from cohort.lateness import Policy
from cohort.model import Key, Refusal, Result, Row, Submission
from cohort.reading import HandedIn
from cohort.roster import Roster
from exercises.answer import mistakes
from exercises.spec import Spec
from exercises.texts import Text
from grader.verdict import Verdict

COLUMNS = (
    "learner", "exercise", "outcome", "core_passed", "core_checks", "mistake", "line",
    "hours_late", "score", "said", "file",
)  # fmt: skip
_LATE = Text(
    "The course's system marks it late and does not say by how much: nothing was taken off. A "
    "column `submitted` in the roster says it.",
    "课程系统标为迟交，但没有说迟了多久，因此没有扣分；可在名单的 `submitted` 列里写明提交时间。",
)
_MISSING = Text("Nothing was handed in.", "没有提交任何文件。")


Ideas = Mapping[tuple[str, str], Text]
"""The sentence of each named mistake, by exercise and mistake."""


def ideas(verdicts: Iterable[Verdict], specs: Mapping[str, Spec]) -> Ideas:
    """Of all mistakes that were named: those of an exercise's own in both languages, whichever
    they were graded in, what many exercises share (a changed dtype) in that of the verdict."""
    found: dict[tuple[str, str], Text] = {}
    known: dict[str, Mapping[str, Text]] = {}
    for verdict in verdicts:
        exercise, mistake = verdict.exercise, verdict.diagnosis.mistake
        if not mistake or (exercise, mistake) in found:
            continue
        if exercise not in known:
            known[exercise] = mistakes(specs[exercise])
        if mistake in known[exercise]:
            found[exercise, mistake] = known[exercise][mistake]
        elif verdict.diagnosis.text:
            found[exercise, mistake] = Text(verdict.diagnosis.text)
    return found


def table(
    handed_in: HandedIn,
    results: Mapping[Key, Result],
    seed: int,
    policy: Policy,
    roster: Roster,
    ideas: Ideas,
) -> list[Row]:
    """One row a drill that was graded, one a refusal and one a learner of whom there is nothing,
    by learner and exercise; what is not graded yet is left out."""
    rows = [
        _row(each, found.verdict, policy, roster, ideas)
        for each in handed_in.submissions
        if (found := results.get(key(each, seed))) is not None
    ]
    rows += [_refused(each) for each in handed_in.refusals]
    rows += [Row(learner, "", "missing", said=_MISSING) for learner in handed_in.missing]
    return sorted(rows, key=lambda row: (row.learner, row.exercise, row.path))


def _row(
    submission: Submission, verdict: Verdict, policy: Policy, roster: Roster, ideas: Ideas
) -> Row:
    core = [check for check in verdict.checks if check.level == "core"]
    late = policy.late(submission.handed_in, roster.due(submission.learner))
    error = verdict.outcome == "error"
    said = _said(verdict, ideas)
    if submission.late and late is None and policy.due is not None:
        said = (
            _LATE if said is None else Text(f"{said.en} {_LATE.en}", f"{said.in_('zh')}{_LATE.zh}")
        )
    return Row(
        submission.learner,
        submission.exercise,
        verdict.outcome,
        sum(check.status == "passed" for check in core),
        len(core),
        verdict.diagnosis.mistake or "",
        line(verdict),
        late,
        None if error else policy.score(verdict.passed, late),
        said,
        submission.path,
    )


def _said(verdict: Verdict, ideas: Ideas) -> Text | None:
    named = ideas.get((verdict.exercise, verdict.diagnosis.mistake or ""))
    return named or (Text(text) if (text := sentence(verdict)) else None)


def _refused(refusal: Refusal) -> Row:
    return Row(refusal.learner, refusal.exercise, "refused", said=refusal.said, path=refusal.path)


def line(verdict: Verdict) -> int | None:
    """Where the fault is, as far as the verdict knows."""
    diagnosis = verdict.diagnosis
    if verdict.traceback:
        return verdict.traceback[-1].line
    if diagnosis.repair is not None:
        return diagnosis.repair.lines[0]
    step = diagnosis.step
    return (step.wrong_line or step.line) if step else None


def sentence(verdict: Verdict) -> str:
    """The idea that is wrong, else what the first core check that failed says."""
    if verdict.outcome == "error":
        return verdict.error or "There is no verdict."
    if verdict.passed:
        return ""
    failed = [c for c in verdict.checks if c.status == "failed" and c.level == "core"]
    return verdict.diagnosis.text or (failed[0].message.splitlines() or [""])[0] if failed else ""


def as_csv(rows: Sequence[Row], lang: str) -> bytes:
    """The table for a spreadsheet: UTF-8 with the mark that Excel knows it by."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(COLUMNS)
    for row in rows:
        hours = None if row.late_seconds is None else f"{row.late_seconds / 3600:.2f}"
        checks = (row.core_passed, row.core) if row.core else (None, None)
        said = row.said.in_(lang) if row.said else ""
        score = None if row.score is None else f"{row.score:g}"
        cells = (row.learner, row.exercise, row.outcome, *checks, row.mistake, row.line)
        write.writerow([_tame(c) for c in (*cells, hours, score, said, row.path)])
    return out.getvalue().encode("utf-8-sig")


def _tame(cell: object) -> object:
    """A learner's name or file that a spreadsheet would take for a formula is text."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return cell
