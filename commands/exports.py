"""``practice export``: the history as files for other programs, and for another machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.frame import open_desk, reply, reports

if TYPE_CHECKING:
    from trainer.desk import Desk


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="A table of the reviews instead.")
@reports
def export(file: Path, as_csv: bool, as_json: bool, lang: str | None) -> None:
    """Write your history to a file: JSON Lines of facts."""
    from screens import exports as screen
    from trainer.files import write_anew

    desk = open_desk()
    lang = lang or desk.settings.lang
    content, count = _reviews(desk) if as_csv else _facts(desk)
    write_anew(file, content)
    what = "reviews" if as_csv else "facts"
    reply(
        as_json,
        lambda: {"file": str(file.absolute()), what: count},
        lambda width: screen.exported(file, what, count, lang, width),
    )


def _facts(desk: Desk) -> tuple[bytes, int]:
    from trainer.exporting import json_lines
    from trainer.repair import sound_rows

    file = desk.history.file
    return json_lines(file), len(sound_rows(file))


def _reviews(desk: Desk) -> tuple[bytes, int]:
    from trainer.exporting import reviews_csv
    from trainer.reviews import reviews

    made = reviews(desk.history.facts())
    return reviews_csv(made).encode(), len(made)
