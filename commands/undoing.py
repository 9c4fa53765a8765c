"""``practice undo``: shows what was recorded last, and takes it back."""

from __future__ import annotations

from itertools import islice

import click

from commands.frame import agreed, not_in_exam, open_desk, reply, reports
from exercises.environment import HERE

#: So many are shown by `--show`.
_SHOWN = 10


@click.command()
@click.option("--show", is_flag=True, help="Only show what would be taken back, in order.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@reports
def undo(show: bool, yes: bool, as_json: bool, lang: str | None) -> None:
    """Take back what was recorded last.

    At a terminal it is shown first, and you are asked.
    """
    from screens import undoing as screen
    from trainer import undoing

    desk = open_desk()
    not_in_exam(desk, "what happens in it is not taken back")
    lang = lang or desk.settings.lang
    if show:
        found = list(islice(undoing.undoable(desk), _SHOWN))
        reply(
            as_json,
            lambda: screen.as_json(None, found),
            lambda width: screen.ahead(found, lang, width),
        )
        return
    fact = undoing.to_undo(desk)
    asks = HERE.somebody_types() and not (yes or as_json)
    if asks and not agreed(screen.question(fact, desk.catalogue, lang)):
        return
    undoing.undo(desk, fact)
    reply(as_json, lambda: screen.as_json(fact, []), lambda width: screen.undone(fact, lang, width))
