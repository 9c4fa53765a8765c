"""``practice exam export`` and ``verify``: an exam handed on to somebody, and what came back."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.exam.drawing import drawn, draws
from commands.frame import Exit, desk_if_any, limits_of, minutes_to_idle, open_desk, reply, reports
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from exercises.questions import Question
    from exercises.spec import Spec
    from trainer.desk import Desk
    from trainer.exam.handed_on import Claim, Package, Result
    from trainer.exam.model import Record
    from trainer.exam.verified import Regraded
    from trainer.workspace import Workspace


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@draws
@reports
def export(file: Path, as_json: bool, lang: str | None, **drawing: Any) -> None:
    """Draw an exam and pack it for somebody else, without solutions."""
    from screens import exam_files
    from trainer.exam.handed_on import packed, written

    desk = open_desk()
    lang = lang or desk.settings.lang
    paper = drawn(desk, lang, drawing, fresh=True)
    if file.exists():
        raise PracticeError(f"{file} exists.", "Name another file: nothing is overwritten.")
    package = packed(paper, everything(), version(), desk.now())
    write(file, written(package))
    reply(
        as_json,
        lambda: {
            "file": str(file.absolute()),
            "id": paper.id,
            "seed": paper.seed,
            "items": [{"id": each.id, "kind": each.kind} for each in paper.items],
        },
        lambda width: exam_files.exported(file, len(paper.items), lang, width),
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--exam", type=click.Path(path_type=Path), help="The file that you handed on, to compare with."
)
@reports
def verify(file: Path, exam: Path | None, as_json: bool, lang: str | None) -> Exit:
    """Grade a candidate's result again and compare.

    Every loss is graded anew with the hidden inputs of that exam, in the grader's own confined
    process, and every reply is read anew. With --exam it is held against the file you handed on;
    without it, a candidate could have made up an exam of their own.

    What this cannot tell: who wrote it, with what help, and how long it took. Times and pauses are
    what the candidate's machine and clock said, and short answers are their own judgement.
    """
    from screens.exam_verified import report, verified
    from trainer.exam.handed_on import read_package, read_result, same_contents
    from trainer.exam.verified import compared, objections

    result = read_result(read(file), file.name)
    package = read_package(read(exam), exam.name) if exam is not None else None
    desk = desk_if_any()
    lang = lang or (desk.settings.lang if desk else "en")
    asked = everything()
    same_contents(result.package, asked, file.name)
    again = _graded_again(result, asked, limits_of(desk), minutes_to_idle(desk))
    rows, wrong = compared(result, again), objections(result, package)
    reply(
        as_json,
        lambda: report(result, rows, wrong),
        lambda width: verified(result, rows, wrong, asked, lang, width),
    )
    if any(row.remark == "error" for row in rows):
        return Exit.FAULT
    return Exit.DONE if not wrong and all(row.agrees for row in rows) else Exit.NOT_PASSED


def received(file: Path) -> Package:
    """The exam that was handed on in a file, when this `practice` asks just that."""
    from trainer.exam.handed_on import read_package, same_contents

    package = read_package(read(file), file.name)
    same_contents(package, everything(), file.name)
    return package


def keep(workspace: Workspace, package: Package) -> None:
    """Keep what was received: the result has to hold it as it was."""
    from trainer.exam.handed_on import written

    write(_kept(workspace, package.paper.id), written(package))


def write_result(desk: Desk, record: Record) -> Path | None:
    """Write the result of an exam that was handed on; None for one that was drawn here."""
    from trainer.exam.handed_on import read_package, resulted, written

    if not record.paper.by:
        return None
    kept = _kept(desk.workspace, record.paper.id)
    package = read_package(read(kept), kept.name)
    digests = {answer.sha256 for answer in record.answers if answer.sha256}
    sources = {digest: desk.history.source(digest) for digest in digests}
    found = {digest: source for digest, source in sources.items() if source is not None}
    path = desk.workspace.root / f"exam-{record.paper.id}-result.json"
    write(path, written(resulted(package, record, found, version())))
    return path


def _kept(workspace: Workspace, exam: str) -> Path:
    return workspace.private / "exams" / f"{exam}.json"


def version() -> str:
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("practice-losses")
    except PackageNotFoundError:  # run from its sources
        return "unknown"


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; PracticeError when it cannot be written."""
    from exercises.files import write_whole

    try:
        write_whole(path, data)
    except OSError as error:
        raise PracticeError(
            f"{path} cannot be written: {error.strerror}.",
            "Name a folder that can be written; nothing else was changed.",
            exit_code=3,
        ) from None


def everything() -> dict[str, Spec | Question]:
    """All that can be asked, by its id."""
    from exercises.catalogue import load_catalogue
    from exercises.questions import load_questions

    return {**load_catalogue(), **load_questions()}


def read(file: Path) -> bytes:
    """A file that was handed on, as it is."""
    from trainer.exam.handed_on import LARGEST

    try:
        # looked at before it is read: a pipe never ends, and a device has no size
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, "rb") as opened:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise PracticeError(f"{file} is no file.", "Name the file that you were given.")
            data = opened.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise PracticeError(
                f"{file} is larger than {LARGEST // 2**20} MB.", "Is it the right file?"
            )
        return data
    except OSError as error:
        raise PracticeError(
            f"{file} cannot be read: {error.strerror}.", "Name the file that you were given."
        ) from None


def _graded_again(
    result: Result, asked: dict[str, Spec | Question], limits: dict[str, float], idle: float
) -> dict[str, Regraded]:
    claims = {claim.id: claim for claim in result.answers}
    again = {}
    for item in result.package.paper.items:
        claim = claims.get(item.id)
        if claim is None:
            continue
        if item.kind == "drill":
            found = _graded(item.id, item.seed, claim, limits, idle)
        else:
            found = _judged(asked[item.id], item.seed, claim)
        if found is not None:
            again[item.id] = found
    return again


def _graded(
    exercise: str, seed: int, claim: Claim, limits: dict[str, float], idle: float
) -> Regraded | None:
    """The code as the grader decides it now; None when there is none."""
    from grader.client import grade
    from grader.verdict import Request
    from trainer.exam.verified import Regraded

    if claim.code is None:
        return None
    name = f"{exercise.replace('-', '_')}.py"
    request = Request(exercise, claim.code, name, seed, explain=False, limits=limits)
    verdict = grade(request, idle_minutes=idle)
    failed = sum(check.level == "core" and check.status == "failed" for check in verdict.checks)
    return Regraded(verdict.outcome, failed)


def _judged(question: Spec | Question, seed: int, claim: Claim) -> Regraded | None:
    """The reply as it is read now; None when there is none."""
    from exercises.questions import Short
    from exercises.replies import grade_answer, shuffled
    from exercises.spec import Spec
    from trainer.exam.verified import Regraded

    if claim.reply is None or isinstance(question, Spec):
        return None
    if isinstance(question, Short):
        return Regraded("none", judged=True)
    try:
        right = grade_answer(shuffled(question, seed), claim.reply)
    except PracticeError:
        right = False  # no answer of its kind at all: `practice` would have asked again
    return Regraded("passed" if right else "failed")
