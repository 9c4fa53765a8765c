"""``practice why``: what the schedule thinks of one exercise."""

from __future__ import annotations

import click

from commands.frame import chosen_spec, names_exercise, not_in_exam, open_desk, reply, reports


@click.command()
@names_exercise
@reports
def why(exercise: str | None, as_json: bool, lang: str | None) -> None:
    """Say why an exercise is or is not next."""
    from screens import why as screen
    from trainer.why import explain

    desk = open_desk()
    not_in_exam(desk, "`practice why` is for before and after it")
    lang = lang or desk.settings.lang
    found = explain(desk, chosen_spec(desk, exercise))
    reply(
        as_json,
        lambda: screen.as_json(found),
        lambda width: screen.why(found, desk, lang, width),
        paged=True,
    )
