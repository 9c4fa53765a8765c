"""``practice exam submit``, ``judge`` and ``abort``: how an exam ends."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

import click

from commands.exam import handed_on, report
from commands.frame import (
    agreed,
    facts_of,
    limits_of,
    minutes_to_idle,
    not_in_exam,
    open_desk,
    reply,
    reports,
)
from exercises.environment import HERE
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from trainer.desk import Desk
    from trainer.exam.model import Record
    from trainer.recall import Judgement


@click.command()
@reports
def submit(as_json: bool, lang: str | None) -> None:
    """End the exam and show the report."""
    from screens import exam_files, exam_json
    from trainer.exam import conduct, results

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    conduct.resume(desk, record)
    _grade_what_is_left(desk, record, lang)
    ended = conduct.submit(desk, conduct.required(desk))
    if not as_json and HERE.somebody_is_there():
        _judge_short_answers(desk, ended, lang)
    ended = results.record(desk, ended.paper.id)  # with what was just judged
    result = handed_on.write_result(desk, ended)
    if as_json:
        found = results.reported(desk, ended.paper.id)
        page, _ = report.page_for(found, desk.workspace.root, None, lang)
        written = {"result": str(result.absolute()) if result else None}
        reply(True, lambda: exam_json.report(found, page, lang) | written, lambda width: [])
        return
    reply(
        False,
        dict,
        lambda width: [
            *report.submitted(desk, ended.paper.id, lang, width),
            *(exam_files.result_written(result, lang, width) if result else []),
        ],
    )


def _grade_what_is_left(desk: Desk, record: Record, lang: str) -> None:
    """Grade the files that were changed since they were graded last: they are handed in too."""
    from grader.client import grade
    from grader.verdict import Request
    from screens.exam import core, failed_core
    from trainer import runs
    from trainer.exam import conduct
    from trainer.workspace import read_code

    for given in record.answers:
        if given.item.kind != "drill" or given.outcome not in ("open", "failed"):
            continue
        spec = desk.catalogue.find(given.item.id)
        path = desk.workspace.stub(spec)
        if not path.is_file() or desk.workspace.untouched(spec):
            continue
        source = read_code(path, spec)
        if hashlib.sha256(source).hexdigest() == given.sha256:
            continue
        request = Request(spec.id, source, path.name, given.item.seed, lang, limits=limits_of(desk))
        verdict = grade(request, idle_minutes=minutes_to_idle(desk))
        facts = facts_of(verdict) | conduct.run_facts(record, failed_core(verdict), core(verdict))
        runs.ran(desk, spec, source, verdict.outcome, facts)
        if verdict.outcome == "error":
            raise PracticeError(
                f"`{spec.id}` could not be graded, so the exam is not ended: {verdict.error}",
                verdict.remedy,
                exit_code=3,
            )


def _judge_short_answers(desk: Desk, record: Record, lang: str) -> None:
    """Hold each short answer against the model answer, as in the quiz; Ctrl-D leaves them."""
    from exercises.questions import Short, load_questions
    from screens import quiz
    from trainer.exam import conduct

    for given in conduct.unjudged(record):
        question = load_questions().find(given.item.id)
        if not isinstance(question, Short):
            continue
        typed = given.reply or ""
        reply(
            False,
            dict,
            lambda width: [
                *quiz.to_judge(question, typed, lang, width),  # noqa: B023
                *quiz.model(question, lang, width),  # noqa: B023
            ],
        )
        judgement = None
        while judgement is None:
            try:
                said = input("> ").strip().lower()
            except EOFError:
                print()
                return
            if said == "q":
                return
            judgement = quiz.JUDGEMENTS.get(said)
        conduct.judge(desk, question, judgement)


@click.command()
@click.argument("question")
@click.argument("judgement", type=click.Choice(["right", "partly", "wrong"]))
@reports
def judge(question: str, judgement: str, as_json: bool, lang: str | None) -> None:
    """Say how right a short answer was, once the exam is over."""
    from exercises.questions import load_questions
    from screens import exam_json
    from screens import exam_report as screen
    from screens.exam_files import result_written
    from trainer.exam import conduct, results

    desk = open_desk()
    lang = lang or desk.settings.lang
    not_in_exam(desk, "short answers are judged when it is over")
    record = conduct.judge(desk, load_questions().find(question), cast("Judgement", judgement))
    found = results.reported(desk, record.paper.id)
    page, _ = report.page_for(found, desk.workspace.root, None, lang)
    result = handed_on.write_result(desk, record)
    reply(
        as_json,
        lambda: (
            exam_json.report(found, page, lang)
            | {"result": str(result.absolute()) if result else None}
        ),
        lambda width: [
            *screen.summary(found, lang, width),
            *(result_written(result, lang, width) if result else []),
        ],
    )


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask first.")
@reports
def abort(yes: bool, as_json: bool, lang: str | None) -> None:
    """End the exam without a report."""
    from screens import exam as screen
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    if not (yes or agreed(screen.abort_question(record, lang))):
        return
    conduct.abort(desk, record)
    reply(
        as_json,
        lambda: {"id": record.paper.id, "aborted": True},
        lambda width: screen.aborted(record, lang, width),
    )
