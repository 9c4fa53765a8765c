"""``practice calendar``: due days for the calendar that the learner looks at anyway."""

from __future__ import annotations

from pathlib import Path

import click

from commands.frame import open_desk, reply, reports


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@reports
def calendar(file: Path, as_json: bool, lang: str | None) -> None:
    """Write your due days to FILE.ics for a calendar."""
    from exercises.questions import load_questions
    from screens import exports as screen
    from screens.ics import calendar as written
    from trainer.ahead import due_days
    from trainer.files import write_anew

    desk = open_desk()
    lang = lang or desk.settings.lang
    ahead = due_days(desk.state(), desk.catalogue, load_questions(), desk.today)
    write_anew(file, written(ahead, desk.history.began(), desk.now(), lang))
    reply(
        as_json,
        lambda: {
            "file": str(file.absolute()),
            "days": [
                {"day": e.day.isoformat(), "drills": e.drills, "questions": e.questions}
                for e in ahead
            ],
        },
        lambda width: screen.calendar(file, ahead, lang, width),
    )
