"""Short answers: one thing was done, here is what it means and what to type next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from rich.text import Text

from exercises.spec import Spec
from screens.calendar import day, distance
from screens.layout import short
from screens.markdown import command, render
from screens.words import Say, speaker
from screens.wrapping import wrap
from trainer.desk import Given, Result
from trainer.history import Fact

GRADES = {
    "again": ("Again", "重来"),
    "hard": ("Hard", "困难"),
    "good": ("Good", "良好"),
    "easy": ("Easy", "轻松"),
}


def sentences(texts: Sequence[str], width: int) -> list[Text]:
    return [line for text in texts for line in wrap(command(text), width)]


def workspace_ready(root: Path, made: bool, lang: str) -> list[str]:
    say = speaker(lang)
    where = short(root)
    done = (
        say(f"Made the workspace {where}.", f"已创建工作区 {where}。")
        if made
        else say(f"The workspace {where} is there already.", f"工作区 {where} 已经存在。")
    )
    return [done, say("`practice next` serves the first drill.", "`practice next` 给出第一题。")]


def nothing_to_do(found: tuple[date, Spec] | None, today: date, lang: str) -> list[str]:
    say = speaker(lang)
    lines = [say("Nothing more to do today.", "今天没有要练的了。")]
    if found is not None:
        when, spec = found
        lines.append(
            say(
                f"`{spec.id}` comes back {distance(when, today, say)}.",
                f"`{spec.id}` {distance(when, today, say)}再来。",
            )
        )
    lines.append(
        say(
            "`practice list` shows everything; `practice grade EXERCISE` practises out of turn.",
            "`practice list` 列出全部练习；`practice grade EXERCISE` 可以提前练。",
        )
    )
    return lines


def given_up(spec: Spec, lang: str) -> str:
    say = speaker(lang)
    return say(f"Gave up `{spec.id}`: rated Again.", f"已放弃 `{spec.id}`：评为“重来”。")


def why(reason: Literal["open", "due", "new"], lang: str) -> str:
    say = speaker(lang)
    return {
        "open": say("being written", "正在写"),
        "due": say("due", "该复习了"),
        "new": say("new", "新题"),
    }[reason]


def after_failure(spec: Spec, unwritten: bool, recorded: Result | None, lang: str) -> list[str]:
    """What to type next, and what a hint would cost."""
    say = speaker(lang)
    grade = f"practice grade {spec.id}"
    if unwritten:
        return [say(f"Write it, then type `{grade}`.", f"写好后输入 `{grade}`。")]
    again = say(f"Change it and type `{grade}` again.", f"修改后再输入 `{grade}`。")
    if recorded is None:
        return [again]
    if recorded.extra:
        free = say(
            "Today's review of it is done: further runs and hints change nothing.",
            "它今天已经评过：再运行或看提示都不影响评级。",
        )
        return [again, free]
    stuck = say(
        f"Stuck? `practice hint {spec.id}` asks a leading question; the rating is then at best "
        "Hard.",
        f"卡住了？`practice hint {spec.id}` 给出提示；之后评级最高为“困难”。",
    )
    return [again, stuck]


def remembered(result: Result | None, today: date, lang: str) -> list[tuple[str, str]]:
    """What the trainer made of a pass, as pairs of a word and a sentence."""
    say = speaker(lang)
    rating = say("Rating", "评级")
    if result is None:
        return [(rating, say("not recorded", "未记录"))]
    pairs = []
    if result.grade is not None:
        reasons = say(", ", "，").join(reason.in_(lang) for reason in result.reasons)
        pairs.append((rating, f"**{say(*GRADES[result.grade])}**{say(': ', '：')}{reasons}"))
    elif result.extra:
        pairs.append(
            (rating, say("unchanged, it was already reviewed today", "不变，今天已经评过"))
        )
    if result.due is not None:
        pairs.append((say("Next", "下次"), day(result.due, today, say)))
    return pairs


def after_success(recorded: bool, lang: str) -> list[str]:
    say = speaker(lang)
    return (
        [say("`practice next` serves the next drill.", "`practice next` 给出下一题。")]
        if (recorded)
        else []
    )


def hint(given: Given, spec: Spec, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    title = say(f"Hint {given.number} of {given.total}", f"提示 {given.number}/{given.total}")
    lines = [Text(f"{spec.id}  {title}", "bold"), *render(given.hint.in_(lang), width), Text()]
    return lines + sentences([hint_cost(given, lang), _after_hint(given, spec, say)], width)


def hint_cost(given: Given, lang: str) -> str:
    say = speaker(lang)
    if given.free:
        return say("It costs nothing: reviewed today already.", "不影响评级：今天已经评过。")
    if given.hint.reveals:
        return say(
            "It gives the answer away: this drill is now rated Again and comes back tomorrow.",
            "它揭示了答案：这一题将评为“重来”，明天再来。",
        )
    return say("The rating of this drill is now at best Hard.", "这一题的评级现在最高为“困难”。")


def _after_hint(given: Given, spec: Spec, say: Say) -> str:
    if given.number == given.total:
        return say(
            f"That was the last one; `practice solution {spec.id}` shows the answer.",
            f"这是最后一条；`practice solution {spec.id}` 显示答案。",
        )
    if spec.hints[given.number].reveals and not given.hint.reveals and not given.free:
        return say(
            "The next one gives the answer away: the rating would be Again.",
            "下一条会揭示答案：评级将是“重来”。",
        )
    return say("`practice hint` gives the next one.", "`practice hint` 给出下一条。")


def taken_back(fact: Fact, lang: str) -> list[str]:
    say = speaker(lang)
    at = datetime.fromisoformat(fact.at).astimezone().strftime("%Y-%m-%d %H:%M")
    english, chinese = {
        "served": ("serving it", "发题"),
        "run": (f"a run ({fact.data.get('outcome')})", f"一次运行（{fact.data.get('outcome')}）"),
        "hint": ("a hint", "一条提示"),
        "revealed": ("opening the solution", "查看答案"),
        "skipped": ("giving it up", "放弃"),
    }[fact.kind]
    return [
        say(
            f"Took back: `{fact.exercise}`, {english}, {at}. Your files are as they were.",
            f"已撤销：`{fact.exercise}`，{chinese}，{at}。你的文件没有改动。",
        )
    ]


def reset_done(spec: Spec, path: Path, kept: Path | None, lang: str) -> list[str]:
    say = speaker(lang)
    lines = [say(f"{short(path)} is the stub again.", f"{short(path)} 已恢复为初始骨架。")]
    if kept is not None:
        lines.append(
            say(f"What you had is kept in {short(kept)}.", f"原来的内容保存在 {short(kept)}。")
        )
    return lines
