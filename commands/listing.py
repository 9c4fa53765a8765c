"""``practice list``: every exercise and where the learner stands, in the terminal or as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.frame import narrows, open_desk, reply, reports

if TYPE_CHECKING:
    from trainer.desk import Desk


@click.command(name="list")
@narrows
@click.option("--search", metavar="TEXT", help="Only where id or title has this text.")
@click.option("--html", type=click.Path(path_type=Path),
              help="Write the whole catalogue as one page to this file.")  # fmt: skip
@reports
def list(
    track: str | None,
    family: str | None,
    level: int | None,
    due: bool,
    new: bool,
    search: str | None,
    html: Path | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """List the exercises and where you stand."""
    from screens import messages, report, upkeep
    from screens.listing import listing
    from trainer.choosing import Choice, chosen
    from trainer.standings import removed, standings

    desk = open_desk()
    lang = lang or desk.settings.lang
    shown = chosen(standings(desk), Choice(track, family, level, due, new, search))
    questions, apart = desk.questions_due(), desk.conflicts()
    gone = removed(desk)
    if html is not None:
        _write(html, desk, lang)
    reply(
        as_json,
        lambda: report.listing(
            shown, questions, gone, lang, desk.backlog(), html.absolute() if html else None
        ),
        lambda width: messages.written(html, lang, width) if html else [
            *listing(shown, lang, width, desk.today, questions, desk.backlog()),
            *upkeep.removed(gone, lang, width),
            *upkeep.conflicts(apart, lang, width),
            *upkeep.left_out(desk.catalogue.left_out, lang, width),
        ],
        paged=True,
    )  # fmt: skip


def _write(file: Path, desk: Desk, lang: str) -> None:
    from screens.page.catalogue import catalogue_page
    from trainer.files import write_anew
    from trainer.standings import standings

    page = catalogue_page(desk.catalogue, standings(desk), desk.today, lang)
    write_anew(file, page.encode())
