"""What `practice next` says: the drill, or that there is nothing to do and until when."""

from __future__ import annotations

from datetime import date

from rich.text import Text

from exercises.spec import Spec
from screens import messages
from screens.calendar import brief, distance
from screens.layout import short
from screens.messages import sentences
from screens.statement import Stage, statement
from screens.words import Say, speaker
from trainer.desk import Desk, Drill

_WHY = {"open": ("being written", "正在写"), "due": ("due", "该复习了"), "new": ("new", "新题"),
        "extra": ("practice, not rated", "练习，不评级")}  # fmt: skip


def _why(drill: Drill, say: Say) -> str:
    if drill.why == "planned":
        day = brief(date.fromisoformat(drill.exam_day), say)
        return say(f"from your exam of {day}", f"来自 {day} 的考试")
    return say(*_WHY[drill.why])


def served(
    drill: Drill | None, given_up: Spec | None, desk: Desk, lang: str, width: int
) -> list[Text]:
    say = speaker(lang)
    lines: list[Text] = []
    if given_up is not None:
        card = desk.state().cards.get(given_up.id)
        done = say(
            f"Gave up `{given_up.id}`: rated Again, back tomorrow.",
            f"已放弃 `{given_up.id}`：评为“重来”，明天再来。",
        )
        if card is not None and card.grade != "again":
            done = say(
                f"Set `{given_up.id}` aside until tomorrow; its rating stays.",
                f"`{given_up.id}` 放到明天再练；评级不变。",
            )
        again = card is not None and card.grade == "again"
        more = [messages.once_more(given_up, say)] if again else []
        lines = [*sentences([done, *more], width), Text()]
    if drill is not None:
        if drill.kept is not None:
            kept = say(
                f"Write it anew: what was in the file is kept in {short(drill.kept)}.",
                f"请重新写：文件原来的内容保存在 {short(drill.kept)}。",
            )
            lines += [*sentences([kept], width), Text()]
        stage: Stage = "whole" if desk.settings.formula == "shown" else "served"
        return [*lines, *statement(drill.spec, drill.path, lang, width, _why(drill, say), stage)]
    return lines + sentences(_nothing_to_do(desk, lang), width)


def _nothing_to_do(desk: Desk, lang: str) -> list[str]:
    say = speaker(lang)
    lines = [say("Nothing more to do today.", "今天没有要练的了。")]
    found = desk.next_due()
    if found is not None:
        when = distance(found[0], desk.today, say)
        lines.append(say(f"`{found[1].id}` comes back {when}.", f"`{found[1].id}` {when}再来。"))
    more = say(
        "`practice list` shows everything; `practice extra EXERCISE` lets you write one out of "
        "turn, not rated; `practice quiz` asks questions.",
        "`practice list` 列出全部练习；`practice extra EXERCISE` 可以提前练（不评级）；"
        "`practice quiz` 提问。",
    )
    return [*lines, more]
