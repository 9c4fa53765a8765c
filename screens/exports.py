"""What was written for other programs, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from screens.markdown import command
from screens.words import speaker
from screens.wrapping import wrap
from trainer.ahead import DueDay
from trainer.files import quoted


def exported(file: Path, what: str, count: int, lang: str, width: int) -> list[Text]:
    """That the history was written, and what reads it."""
    say = speaker(lang)
    name = quoted(file)
    if what == "reviews":
        told = [say(f"Wrote {count} reviews to {name}.", f"已把 {count} 次复习写入 {name}。")]
    elif what == "questions":
        told = [
            say(
                f"Wrote {count} questions to {name}; Anki imports it under File, Import.",
                f"已把 {count} 道问答题写入 {name}；在 Anki 里用“文件 > 导入”打开。",
            ),
            say(
                "A later export changes the notes and leaves Anki's schedule of them alone.",
                "以后再次导出并导入会更新笔记，Anki 里的复习进度不变。",
            ),
        ]
    else:
        told = [
            say(f"Wrote {count} facts to {name}.", f"已把 {count} 条记录写入 {name}。"),
            say(
                f"`practice import {name}` adds what it holds to another workspace.",
                f"在另一个工作区输入 `practice import {name}` 即可补上其中的记录。",
            ),
        ]
    return [line for text in told for line in wrap(command(text), width)]


def calendar(file: Path, ahead: Sequence[DueDay], lang: str, width: int) -> list[Text]:
    """That the calendar was written, and how it is kept right."""
    say = speaker(lang)
    count, name = len(ahead), quoted(file)
    if not ahead:
        told = [
            say(
                f"Nothing comes back yet; {name} holds no day.",
                f"还没有要复习的内容，{name} 里没有日期。",
            )
        ]
    else:
        told = [
            say(
                f"Wrote {count} day{'s' * (count != 1)} to {name}, the last {ahead[-1].day}.",
                f"已把 {count} 天写入 {name}，最后一天是 {ahead[-1].day}。",
            ),
            say(
                "Days move as you practise: keep it as a calendar of its own, and write and import "
                "it again. A day keeps its event.",
                "练习之后日期会变：请单独作为一个日历，之后重新导出、重新导入；同一天仍是同一个日程。",
            ),
        ]
    return [line for text in told for line in wrap(command(text), width)]
