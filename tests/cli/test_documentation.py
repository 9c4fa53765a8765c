"""Every command has help and stands in the README, and the README names no command that is not."""

from __future__ import annotations

import re

import click
import pytest

import cli
from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
_NOWHERE = click.Context(cli.practice)
COMMANDS = {
    name: cli.practice.get_command(_NOWHERE, name) for name in cli.practice.list_commands(_NOWHERE)
}
#: With those inside groups, under the words that are typed.
EVERY = COMMANDS | {
    f"{name} {inner}": command.commands[inner]
    for name, command in COMMANDS.items()
    if isinstance(command, click.Group)
    for inner in command.commands
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_and_stands_in_the_table(name):
    command = COMMANDS[name]
    assert command.help
    assert not command.get_short_help_str(limit=60).endswith("..."), "cut off in `--help`"
    assert re.search(rf"^\| `practice {name}\b", README, re.MULTILINE)


@pytest.mark.parametrize("name", EVERY)
def test_every_option_has_help(name):
    command = EVERY[name]
    if isinstance(command, click.Group) and not command.invoke_without_command:
        return  # it does nothing itself
    options = [p for p in command.params if p.param_type_name == "option"]
    assert all(option.help for option in options)
    assert {"as_json", "lang"} <= {option.name for option in options}


def test_the_readme_names_only_commands_that_are():
    named = set(re.findall(r"practice ([a-z]+)", README))
    commands = {name for name in named if f"`practice {name}" in README}
    assert commands <= set(COMMANDS)


@pytest.mark.parametrize("target", ["practice", "test", "lint", "bench", "clean"])
def test_the_makefile_has_what_the_readme_says(target):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / target).exists(), target


def test_the_exercise_shown_in_full_is_the_one_that_is_shipped():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```\n", text, re.DOTALL)
    assert len(shown) == 2
    for file, content in shown:
        assert (ROOT / file).read_text(encoding="utf-8") == content, file
