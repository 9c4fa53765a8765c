"""``practice init`` and ``reset``: the folder of a learner, and a file in it begun anew."""

from __future__ import annotations

from pathlib import Path

import click

from commands.frame import chosen_spec, completes_exercise, open_desk, reply, reports


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@reports
def init(folder: Path | None, as_json: bool, lang: str | None) -> None:
    """Make a workspace for your code and history."""
    from screens import messages
    from trainer.workspace import Workspace

    root = Workspace.place(folder)
    workspace, made = Workspace.create(root, lang or "en")
    settings = workspace.settings()  # those of a workspace that was there may be wrong
    lang = lang or settings.lang
    reply(
        as_json,
        lambda: {"workspace": str(root), "created": made},
        lambda width: messages.workspace_ready(root, made, lang, width),
    )


@click.command()
@click.argument("exercise", shell_complete=completes_exercise)
@reports
def reset(exercise: str, as_json: bool, lang: str | None) -> None:
    """Start a file anew; what was in it is kept."""
    from screens import messages, report

    desk = open_desk()
    spec = chosen_spec(desk, exercise)
    lang = lang or desk.settings.lang
    path, kept = desk.workspace.stub(spec), desk.reset(spec, lang)
    reply(
        as_json,
        lambda: report.reset(spec, path, kept),
        lambda width: messages.reset(path, kept, lang, width),
    )
