"""``practice config``: the settings of a workspace, listed, told and changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.frame import open_desk, reply, reports

if TYPE_CHECKING:
    from rich.text import Text


@click.group(invoke_without_command=True)
@reports
@click.pass_context
def config(context: click.Context, /, as_json: bool, lang: str | None) -> None:
    """List the settings; `get` tells one, `set` changes one."""
    if context.invoked_subcommand is not None:
        return
    from trainer.settings import known
    from trainer.settings_file import value_of

    desk = open_desk()
    lang = lang or desk.settings.lang
    file = _file()
    now = {name: value_of(file, name) for name in known()}
    reply(as_json, lambda: {"settings": now}, lambda width: _listed(now, lang, width), paged=True)


def _listed(now: dict[str, Any], lang: str, width: int) -> list[Text]:
    from rich.text import Text

    from screens.layout import entries
    from screens.markdown import inline
    from trainer.settings import known

    rows = []
    for name, setting in known().items():
        value = Text(
            f"{name} = {_shown(now[name])}", "cyan" if now[name] != setting.default else ""
        )
        meaning = setting.meaning.in_(lang)
        rows.append((value, inline(f"{meaning} ({setting.expected})" if lang != "zh" else meaning)))
    return entries(rows, width, indent="")


@config.command()
@click.argument("name")
@reports
def get(name: str, as_json: bool, lang: str | None) -> None:
    """Tell what a setting is."""
    from trainer.settings_file import value_of

    value = value_of(_file(), name)
    reply(as_json, lambda: {"name": name, "value": value}, lambda width: [_shown(value)])


@config.command(name="set")
@click.argument("name")
@click.argument("value")
@reports
def set_(name: str, value: str, as_json: bool, lang: str | None) -> None:
    """Change a setting."""
    from trainer.settings_file import change

    kept = change(_file(), name, value)
    reply(
        as_json,
        lambda: {"name": name, "value": kept},
        lambda width: [f"{name} = {_shown(kept)}"],
    )


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _file() -> Path:

    from trainer.workspace import SETTINGS, Workspace

    return Workspace.find().root / SETTINGS
