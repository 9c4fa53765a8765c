"""``practice next``, ``know`` and ``extra``: which drill is written now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from commands.frame import (
    completes_exercise,
    names_exercise,
    narrows,
    not_in_exam,
    open_desk,
    reply,
    reports,
)
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from exercises.spec import Spec
    from trainer.drills import Drill


@click.command(name="next")
@names_exercise
@click.option("--skip", is_flag=True, help="Give up the current drill: it is rated Again.")
@click.option(
    "--from",
    "start",
    metavar="EXERCISE",
    shell_complete=completes_exercise,
    help="Begin at this exercise: what it builds on counts as known.",
)
@narrows
@reports
def next_(
    exercise: str | None,
    skip: bool,
    start: str | None,
    track: str | None,
    family: str | None,
    level: int | None,
    due: bool,
    new: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Serve the drill most worth writing now.

    The exercise that you name, or what you narrow it to, is served beyond the places of the day.
    """
    from screens import report, serving
    from trainer import drills
    from trainer.choosing import Choice, asked_for
    from trainer.leech import advice

    desk = open_desk()
    not_in_exam(desk, "`practice exam next` turns to its next item")
    lang = lang or desk.settings.lang
    choice = Choice(track, family, level, due, new)
    if start is not None and (choice != Choice() or exercise is not None):
        raise PracticeError("`--from` names the exercise already.", "Leave the other options out.")
    if exercise is not None and choice != Choice():
        raise PracticeError(f"`{exercise}` is one exercise.", "Leave the other options out.")
    named = desk.catalogue.find(exercise) if exercise is not None else None
    among = asked_for(desk, choice)
    given_up = drills.skip(desk) if skip else None
    known: list[Spec] = []
    drill: Drill | None
    if named is not None:
        drill = drills.chosen(desk, named, lang)
    elif start is None:
        drill = drills.next_drill(desk, lang, among)
    else:
        drill, known = drills.begin_from(desk, desk.catalogue.find(start), lang)
    reply(
        as_json,
        lambda: report.served(
            drill,
            given_up,
            desk.next_due(among),
            lang,
            desk.settings.formula == "shown",
            known,
            desk.backlog(),
            desk.held_back() if drill is None else None,
            advice(desk.state(), drill.spec, desk.catalogue, desk.today.isoformat())
            if drill
            else None,
            desk.work(),
        ),
        lambda width: [
            *serving.counted_as_known(known, desk, lang, width),
            *serving.served(drill, given_up, desk, lang, width, among=among),
        ],
        paged=True,
    )


@click.command()
@click.argument("exercises", nargs=-1, required=True, shell_complete=completes_exercise)
@reports
def know(exercises: tuple[str, ...], as_json: bool, lang: str | None) -> None:
    """Say that you know exercises: each counts as passed once."""
    from screens import report, serving
    from trainer import drills

    desk = open_desk()
    not_in_exam(desk, "what you know is said before or after it")
    lang = lang or desk.settings.lang
    asked = [desk.catalogue.find(name) for name in exercises]
    known = drills.know(desk, asked)
    reply(
        as_json,
        lambda: report.known(known, desk),
        lambda width: serving.known(asked, known, desk, lang, width),
    )


@click.command()
@names_exercise
@reports
def extra(exercise: str | None, as_json: bool, lang: str | None) -> None:
    """Write a drill once more; nothing is rated."""
    from screens import report, serving
    from trainer import drills

    desk = open_desk()
    not_in_exam(desk, "`practice exam next` turns to its next item")
    lang = lang or desk.settings.lang
    drill = drills.extra(desk, desk.catalogue.find(exercise) if exercise else None, lang)
    reply(
        as_json,
        lambda: report.served(drill, None, desk.next_due(), lang),
        lambda width: serving.served(drill, None, desk, lang, width),
        paged=True,
    )
