"""``practice stats``: what the history says, in numbers and as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.frame import open_desk, reply, reports

if TYPE_CHECKING:
    from trainer.desk import Desk
    from trainer.statistics import Statistics


@click.command()
@click.option("--html", type=click.Path(path_type=Path), help="Write it as one page to this file.")
@reports
def stats(html: Path | None, as_json: bool, lang: str | None) -> None:
    """Show how your practice goes."""
    from screens import messages
    from screens import stats as screen

    desk = open_desk()
    lang = lang or desk.settings.lang
    found = _statistics(desk)
    if html is not None:
        _write(html, found, desk, lang)
    reply(
        as_json,
        lambda: screen.as_json(found, desk.catalogue, lang, str(html.absolute()) if html else None),
        lambda width: (
            messages.written(html, lang, width)
            if html
            else screen.summary(found, desk.catalogue, lang, width)
        ),
        paged=True,
    )


def _statistics(desk: Desk) -> Statistics:
    from exercises.questions import load_questions
    from trainer.reviews import reviews
    from trainer.statistics import statistics

    facts = list(desk.history.facts())
    return statistics(
        facts, reviews(facts), desk.state(), desk.catalogue, load_questions(), desk.today
    )


def _write(file: Path, found: Statistics, desk: Desk, lang: str) -> None:
    from screens.page.stats import stats_page
    from trainer.files import write_anew

    write_anew(file, stats_page(found, desk.catalogue, lang).encode())
