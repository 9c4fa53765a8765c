"""What `practice undo` takes back, in words: before it is done and after."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime
from typing import Any

from rich.text import Text

from screens.layout import sentences
from screens.words import speaker
from trainer.facts import Fact


def question(fact: Fact, known: Container[str], lang: str) -> str:
    """What is asked before it is taken back, with what becomes of it. ``known``: the exercises
    there are."""
    say = speaker(lang)
    asked = say(f"Take back {_what(fact, lang)}?", f"撤销{_what(fact, lang)}？")
    if fact.kind in ("run", "revealed", "skipped", "known") and fact.exercise in known:
        asked += say(
            " The schedule is then as if it had not happened.", "复习计划将恢复到此前的状态。"
        )
    if fact.kind in ("hint", "revealed"):
        asked += say(" That you read it still counts.", "但看过仍然算数。")
    return asked


def ahead(found: Sequence[Fact], lang: str, width: int) -> list[Text]:
    """What would be taken back, one after another."""
    say = speaker(lang)
    if not found:
        return sentences([say("There is nothing to take back.", "没有可以撤销的记录。")], width)
    told = [say("`practice undo` takes back, in this order:", "`practice undo` 会依次撤销：")]
    told += [f"{place}. {_what(fact, lang)}" for place, fact in enumerate(found, 1)]
    return sentences(told, width)


def undone(fact: Fact, lang: str, width: int) -> list[Text]:
    """That it was taken back."""
    say = speaker(lang)
    done = say(f"Took back {_what(fact, lang)}.", f"已撤销{_what(fact, lang)}。")
    if fact.kind not in ("answered", "planned", "interview", "fitted"):
        done += say(" Your code is as it was.", "你的代码没有改动。")
    return sentences([done], width)


def as_json(undone: Fact | None, ahead: Sequence[Fact]) -> dict[str, Any]:
    """What `--json` prints."""
    if undone is None:
        return {"undone": None, "next": [_told(fact) for fact in ahead]}
    return {"undone": _told(undone)}


def _told(fact: Fact) -> dict[str, Any]:
    return {"kind": fact.kind, "exercise": fact.exercise, "at": fact.at, **fact.data}


def _what(fact: Fact, lang: str) -> str:
    """``a run that passed (`ce`, 2026-03-02 10:15)``."""
    say = speaker(lang)
    at = datetime.fromisoformat(fact.at).astimezone().strftime("%Y-%m-%d %H:%M")
    if fact.kind == "planned":
        day = fact.data["day"]
        return say(f"the plan from your exam of {day} ({at})", f" {day} 考试之后的计划（{at}）")
    if fact.kind == "fitted":
        return say(f"the weights of the memory model ({at})", f"记忆模型参数的更改（{at}）")
    if fact.kind == "interview":
        return say(f"the interview date ({at})", f"面试日期的设定（{at}）")
    english, chinese = {
        "served": ("that it was served", "发题"),
        "run": _RUNS[fact.data["outcome"]] if fact.kind == "run" else ("", ""),
        "hint": ("a hint", "一条提示"),
        "revealed": ("that the solution was opened", "查看答案"),
        "skipped": ("giving it up", "放弃"),
        "extra": ("practising it", "计划外练习"),
        "known": ("that you know it", "“已掌握”的标记"),
        "buried": ("burying it", "“明天再出”"),
        "suspended": ("suspending it", "停出"),
        "resumed": ("that it is served again", "恢复出题"),
        "answered": _ANSWERED["judged" in fact.data],
    }[fact.kind]
    return say(f"{english} (`{fact.exercise}`, {at})", f"{chinese}（`{fact.exercise}`，{at}）")


_ANSWERED = {
    False: ("your answer", "你的回答"),
    True: ("how you judged your answer", "你的自评"),
}

_RUNS = {
    "passed": ("a run that passed", "一次通过的运行"),
    "failed": ("a run that failed", "一次未通过的运行"),
    "error": ("a run without a verdict", "一次没有结论的运行"),
}
