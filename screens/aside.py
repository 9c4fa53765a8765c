"""What became of an exercise that was set aside or taken back."""

from __future__ import annotations

from datetime import date

from rich.text import Text

from screens.calendar import distance
from screens.layout import sentences
from screens.words import speaker
from trainer.standings import Standing


def aside(standing: Standing, today: date, lang: str, width: int) -> list[Text]:
    say, id_ = speaker(lang), standing.spec.id
    if standing.state == "buried":
        told = [
            say(
                f"`{id_}` is not served again today; its file and what was done stay as they are.",
                f"`{id_}` 今天不再出；文件和已做的都保持原样。",
            )
        ]
    elif standing.state == "suspended":
        told = [
            say(
                f"`{id_}` is not served any more until `practice resume {id_}`; nothing about it "
                "is lost.",
                f"`{id_}` 不再出题，直到 `practice resume {id_}`；记录都保留。",
            )
        ]
    else:
        told = [say(f"`{id_}` is served again.", f"`{id_}` 恢复出题。")]
        if standing.due is not None and standing.due > today:
            when = distance(standing.due, today, say)
            told = [say(f"`{id_}` comes back {when}.", f"`{id_}` {when}再来。")]
    undo = say("`practice undo` takes that back.", "`practice undo` 可以撤销。")
    return sentences([*told, undo], width)
