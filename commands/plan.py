"""``practice plan``: get ready for the day of an interview."""

from __future__ import annotations

import click

from commands.frame import not_in_exam, open_desk, reply, reports
from exercises.errors import PracticeError


@click.command()
@click.argument("date", required=False)
@click.option("--track", metavar="NAME", help="What it asks for: a track, or a kind as `llm`.")
@click.option("--off", is_flag=True, help="Prepare for no day any more.")
@reports
def plan(date: str | None, track: str | None, off: bool, as_json: bool, lang: str | None) -> None:
    """Get ready for an interview on a day.

    Until then `practice next` serves what raises recall on that day most. Without a DATE it says
    what to expect.
    """
    from screens import plan as screen
    from trainer import preparing

    desk = open_desk()
    not_in_exam(desk, "an interview date is set before or after it")
    lang = lang or desk.settings.lang
    if off and (date or track):
        raise PracticeError("`--off` stands alone.", "`practice plan --off` ends the preparation.")
    if off:
        stopped = preparing.stop(desk)
        reply(
            as_json,
            lambda: screen.as_json(None),
            lambda width: screen.stopped(stopped, desk.today, lang, width),
        )
        return
    if date is not None:
        preparing.prepare(desk, date, track)
    elif track is not None:
        raise PracticeError("On which day?", f"As in `practice plan 2026-12-15 --track {track}`.")
    found = preparing.outlook(desk)
    reply(
        as_json,
        lambda: screen.as_json(found),
        lambda width: screen.plan(found, desk, lang, width),
    )
