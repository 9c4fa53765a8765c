"""``practice export`` and ``import``: the history as files for other programs, and for another
machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.extras import require
from commands.frame import not_in_exam, open_desk, reply, reports
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from trainer.desk import Desk


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="A table of the reviews instead.")
@click.option("--anki", is_flag=True, help="The questions as a deck for Anki instead (.apkg).")
@reports
def export(file: Path, as_csv: bool, anki: bool, as_json: bool, lang: str | None) -> None:
    """Write your history to a file: JSON Lines of facts."""
    from screens import exports as screen
    from trainer.files import write_anew

    if anki and as_csv:
        raise PracticeError("One file holds one thing.", "Choose `--csv` or `--anki`.")
    desk = open_desk()
    lang = lang or desk.settings.lang
    if anki:
        not_in_exam(desk, "its answers are not told in one")
        what, (content, count) = "questions", _deck(desk, lang)
    else:
        what = "reviews" if as_csv else "facts"
        content, count = _reviews(desk) if as_csv else _facts(desk)
    write_anew(file, content)
    reply(
        as_json,
        lambda: {"file": str(file.absolute()), what: count},
        lambda width: screen.exported(file, what, count, lang, width),
    )


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@reports
def import_(file: Path, as_json: bool, lang: str | None) -> None:
    """Add what another history or an export holds."""
    from screens import upkeep
    from trainer.merge import merge

    desk = open_desk()
    not_in_exam(desk, "a history is put together afterwards")
    lang = lang or desk.settings.lang
    merged = merge(desk.history.file, file, desk.now())
    reply(
        as_json,
        lambda: {"added": merged.added, "kept": str(merged.kept) if merged.kept else None},
        lambda width: upkeep.merged(merged, file, lang, width),
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


def _deck(desk: Desk, lang: str) -> tuple[bytes, int]:
    require("genanki", "genanki", "anki", "A deck for Anki")
    from exercises.questions import load_questions
    from screens.anki import deck

    questions = load_questions()
    return deck(questions.values(), lang, desk.now().timestamp()), len(questions)
