"""``practice doctor`` and ``server``: what is broken, and what runs beside the command."""

from __future__ import annotations

import click

from commands.frame import Exit, agreed, desk_if_any, reply, reports
from exercises.environment import HERE
from exercises.errors import PracticeError


@click.command()
@click.option("--repair", is_flag=True, help="Put back what a backup of the history holds.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@reports
def doctor(repair: bool, yes: bool, as_json: bool, lang: str | None) -> Exit:
    """Say what is broken or missing, and what it means."""
    from grader.service import inspect
    from screens import report
    from screens.findings import findings
    from trainer.health import Finding, examine

    if repair:
        _repair(yes, as_json, lang or "en")
    found = list(examine())
    found += [Finding(each.name, each.ok, each.detail) for each in inspect()]
    reply(
        as_json,
        lambda: report.findings(found),
        lambda width: findings(found, lang or "en", width),
    )
    broken = {each.name for each in found if each.ok is False}
    if broken == {"settings"}:
        return Exit.USAGE  # as from every other command
    return Exit.FAULT if broken else Exit.DONE


def _repair(yes: bool, as_json: bool, lang: str) -> None:
    """Make anew a state that is not what the facts make, and put back what a backup holds and the
    history lacks, when there is such a thing."""
    from screens import upkeep
    from trainer.health import made_anew
    from trainer.repair import carry_out, offer
    from trainer.workspace import Workspace

    file = Workspace.find().private / "history.sqlite3"
    found = offer(file)
    if found is None and made_anew(file):
        if not as_json:
            reply(False, dict, lambda width: upkeep.state_made_anew(lang, width))
        return
    if found is None:
        raise PracticeError("No backup holds anything that the history lacks.", "")
    if not (yes or agreed(upkeep.repair_offer(found, lang))):
        return
    kept = carry_out(file, found, HERE.now())
    if not as_json:
        reply(False, dict, lambda width: upkeep.repaired(found, kept, lang, width))


@click.command()
@click.argument("what", type=click.Choice(["status", "stop"]))
@reports
def server(what: str, as_json: bool, lang: str | None) -> None:
    """Look at the warm server, or stop it."""
    import msgspec

    from grader import service
    from screens.server import server

    desk = desk_if_any()
    lang = lang or (desk.settings.lang if desk else "en")
    found = msgspec.to_builtins(service.stop() if what == "stop" else service.status())
    reply(as_json, lambda: found, lambda width: server(found, what == "stop", lang, width))
