"""``practice bury``, ``suspend`` and ``resume``: what is not to be served for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from commands.frame import (
    chosen_spec,
    completes_exercise,
    names_exercise,
    not_in_exam,
    open_desk,
    reply,
    reports,
)

if TYPE_CHECKING:
    from exercises.spec import Spec
    from trainer.desk import Desk


@click.command()
@names_exercise
@reports
def bury(exercise: str | None, as_json: bool, lang: str | None) -> None:
    """Put a drill off until tomorrow."""
    from trainer import aside

    _do(aside.bury, exercise, as_json, lang)


@click.command()
@click.argument("exercise", shell_complete=completes_exercise)
@reports
def suspend(exercise: str, as_json: bool, lang: str | None) -> None:
    """Serve a drill no more until you resume it."""
    from trainer import aside

    _do(aside.suspend, exercise, as_json, lang)


@click.command()
@click.argument("exercise", shell_complete=completes_exercise)
@reports
def resume(exercise: str, as_json: bool, lang: str | None) -> None:
    """Serve again what was buried or suspended."""
    from trainer import aside

    _do(aside.resume, exercise, as_json, lang)


def _do(
    what: Callable[[Desk, Spec], None], exercise: str | None, as_json: bool, lang: str | None
) -> None:
    from screens import report
    from screens.aside import aside
    from trainer.standings import standings

    desk = open_desk()
    not_in_exam(desk, "`practice exam resume` goes on after a pause")
    lang = lang or desk.settings.lang
    spec = chosen_spec(desk, exercise)
    what(desk, spec)
    standing = next(each for each in standings(desk) if each.spec.id == spec.id)
    reply(
        as_json,
        lambda: report.aside(spec, standing),
        lambda width: aside(standing, desk.today, lang, width),
    )
