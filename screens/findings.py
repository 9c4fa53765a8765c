"""What `practice doctor` found: one line per thing looked at, and what it means."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from screens.markdown import command
from screens.words import speaker
from screens.wrapping import wrap
from trainer.health import Finding

_MARKS = {True: ("✓ ", "green"), False: ("✗ ", "bold red"), None: ("· ", "yellow")}


def findings(found: Sequence[Finding], lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    lines: list[Text] = []
    for finding in found:
        sentence = Text(f"{finding.name}: ", "bold") + command(finding.detail)
        lines += wrap(sentence, width, Text(*_MARKS[finding.ok]), "  ")
    broken = sum(finding.ok is False for finding in found)
    verdict = (
        say(f"{broken} broken: see the lines marked ✗.", f"{broken} 项有问题：见标有 ✗ 的行。")
        if broken
        else say("Everything works.", "一切正常。")
    )
    return [*lines, Text(), Text(verdict, "bold red" if broken else "bold green")]
