"""``practice exam status``, ``pause`` and ``resume``: the clock of an exam."""

from __future__ import annotations

import click

from commands.frame import open_desk, reply, reports


@click.command()
@reports
def status(as_json: bool, lang: str | None) -> None:
    """Show every item with its time against par, and the clock."""
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    reply(
        as_json,
        lambda: exam_state.exam(record, desk),
        lambda width: screen.status(record, lang, width),
    )


@click.command()
@reports
def pause(as_json: bool, lang: str | None) -> None:
    """Stop the clock; the report says for how long."""
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    conduct.pause(desk, conduct.required(desk))
    now = conduct.required(desk)
    reply(
        as_json, lambda: exam_state.exam(now, desk), lambda width: screen.paused(now, lang, width)
    )


@click.command()
@click.option("--away", is_flag=True, help="Count the time since your last command as a pause.")
@reports
def resume(away: bool, as_json: bool, lang: str | None) -> None:
    """Let the clock run again."""
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    claimed = conduct.claim_away(desk, record) if away else None
    if not away:
        conduct.resume(desk, record)
    now = conduct.required(desk)
    reply(
        as_json,
        lambda: exam_state.exam(now, desk, resumed=True),
        lambda width: screen.resumed(now, claimed, lang, width),
    )
