"""What was written for other programs, and what to do with it."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from screens.markdown import command
from screens.words import speaker
from screens.wrapping import wrap
from trainer.files import quoted


def exported(file: Path, what: str, count: int, lang: str, width: int) -> list[Text]:
    """That the history was written, and what reads it."""
    say = speaker(lang)
    name = quoted(file)
    if what == "reviews":
        told = [say(f"Wrote {count} reviews to {name}.", f"已把 {count} 次复习写入 {name}。")]
    else:
        told = [
            say(f"Wrote {count} facts to {name}.", f"已把 {count} 条记录写入 {name}。"),
            say(
                f"`practice import {name}` adds what it holds to another workspace.",
                f"在另一个工作区输入 `practice import {name}` 即可补上其中的记录。",
            ),
        ]
    return [line for text in told for line in wrap(command(text), width)]
