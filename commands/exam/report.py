"""``practice exam report``, ``history`` and ``plan``: how exams went, and what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.frame import open_desk, reply, reports
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from rich.text import Text

    from trainer.desk import Desk
    from trainer.exam.report import Report


@click.command()
@click.argument("exam", required=False)
@click.option("--html", type=click.Path(path_type=Path), help="Write the page to this file.")
@reports
def report(exam: str | None, html: Path | None, as_json: bool, lang: str | None) -> None:
    """Show how an exam went, item by item."""
    from screens import exam_items, exam_json, exam_report
    from trainer.exam.results import reported

    desk = open_desk()
    lang = lang or desk.settings.lang
    found = reported(desk, exam)
    page, complaint = page_for(found, desk.workspace.root, html, lang)
    reply(
        as_json,
        lambda: exam_json.report(found, page, lang),
        lambda width: [
            *exam_report.summary(found, lang, width),
            *exam_items.items(found, lang, width),
            *exam_report.page_written(page, complaint, lang, width),
        ],
    )


@click.command()
@reports
def history(as_json: bool, lang: str | None) -> None:
    """List the exams and how they went."""
    from screens import exam_json, exam_report
    from trainer.exam.report import point
    from trainer.exam.results import records

    desk = open_desk()
    lang = lang or desk.settings.lang
    points = [point(each) for each in records(desk)]
    mark = desk.state().exam
    now = mark.id if mark else None
    reply(
        as_json,
        lambda: exam_json.history(points, now, lang),
        lambda width: exam_report.history(points, lang, width, now),
    )


@click.command()
@click.argument("exam", required=False)
@reports
def plan(exam: str | None, as_json: bool, lang: str | None) -> None:
    """Put what an exam says to drill next first."""
    from screens import exam_json, exam_report
    from trainer.exam import results

    desk = open_desk()
    lang = lang or desk.settings.lang
    found = results.reported(desk, exam)
    planned = results.plan(desk, found)
    reply(
        as_json,
        lambda: exam_json.plan(found, planned, lang),
        lambda width: exam_report.planned(found, planned, lang, width),
    )


def submitted(desk: Desk, exam: str, lang: str, width: int) -> list[Text]:
    """What is shown when an exam has just ended: its summary, and where its page is."""
    from screens import exam_report
    from trainer.exam.results import reported

    found = reported(desk, exam)
    page, complaint = page_for(found, desk.workspace.root, None, lang)
    return [
        *exam_report.summary(found, lang, width),
        *exam_report.page_written(page, complaint, lang, width),
        *exam_report.more(lang, width),
    ]


def page_for(
    report: Report, workspace: Path, html: Path | None, lang: str
) -> tuple[Path | None, str]:
    """Where the page was written. Where nobody asked for a file and none can be written, that is
    said and the report is shown all the same."""
    if html is not None:
        return write_page(report, html, lang), ""
    try:
        return write_page(report, workspace / "exams" / f"{report.id}.html", lang), ""
    except PracticeError as error:
        return None, f"{error.message} {error.remedy}"


def write_page(report: Report, path: Path, lang: str) -> Path:
    """Write the page of a report; PracticeError, saying where, when that cannot be done."""
    from exercises.files import write_whole
    from screens.page.exam import exam_page

    html = exam_page(report, lang)
    try:
        write_whole(path, html.encode())
    except OSError as error:
        raise PracticeError(
            f"The page of the report cannot be written to {path}: {error.strerror}.",
            "Name another file with `practice exam report --html FILE`; the exam itself is kept.",
            exit_code=3,
        ) from None
    return path
