"""Short answers: one thing was done, here is what it means and what to type next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rich.text import Text

from exercises.spec import Spec
from screens.calendar import day, tomorrow
from screens.layout import sentences, short
from screens.markdown import command, render
from screens.words import GRADES, Say, speaker
from screens.wrapping import wrap
from trainer.aid import Given
from trainer.desk import Desk
from trainer.runs import Result


def workspace_ready(root: Path, made: bool, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    where = short(root)
    where_en, where_zh = ("this folder", "当前文件夹") if where == "." else (where, f" {where} ")
    done = (
        say(f"Made a workspace in {where_en}.", f"已在{where_zh}创建工作区。")
        if made
        else say(
            f"There is a workspace in {where_en} already.", f"{where_zh}已经是工作区。".strip()
        )
    )
    then = say(
        "`practice next` serves the first drill; `practice next --from ce` begins further on.",
        "`practice next` 给出第一题；`practice next --from ce` 可以从后面开始。",
    )
    return sentences([done, then], width)


def after_failure(
    spec: Spec, unwritten: bool, desk: Desk | None, result: Result | None, lang: str
) -> list[str]:
    """What to type next, and what a hint would cost."""
    say = speaker(lang)
    grade = f"practice grade {spec.id}"
    if unwritten:
        return [say(f"Write it, then type `{grade}`.", f"写好后输入 `{grade}`。")]
    again = say(f"Change it and type `{grade}` again.", f"修改后再输入 `{grade}`。")
    if result is None:
        return [again] if desk else [again, _no_workspace(say)]
    if result.unrated is not None and not result.recorded:
        return [again, _unrated(result, lang)]
    if result.extra:
        return [again, f"{say('Practice: not rated', '练习：不评级')}. {_unrated(result, lang)}"]
    stuck = say(
        f"Stuck? `practice hint {spec.id}` gives a hint; the rating is then at best Hard.",
        f"卡住了？`practice hint {spec.id}` 给出提示；之后评级最高为“困难”。",
    )
    return [again, stuck]


def remembered(desk: Desk | None, result: Result | None, lang: str) -> list[tuple[str, str]]:
    """What the trainer made of a pass, as pairs of a word and a sentence."""
    say = speaker(lang)
    rating = say("Rating", "评级")
    if desk is None:
        return [(rating, _no_workspace(say))]
    if result is None:
        return [(rating, say("none: nothing was recorded, as asked", "无：按要求没有记录"))]
    pairs = []
    if result.grade is not None:
        reasons = say(", ", "，").join(reason.in_(lang) for reason in result.reasons)
        pairs.append((rating, f"**{say(*GRADES[result.grade])}**{say(': ', '：')}{reasons}"))
    elif result.unrated is not None and not result.recorded:
        pairs.append((rating, result.unrated.in_(lang)))
    elif result.unrated is not None:
        why = result.unrated.in_(lang)
        pairs.append((rating, say(f"practice: not rated, {why}", f"练习：不评级，{why}")))
    if result.due is not None:
        pairs.append((say("Next", "下次"), day(result.due, desk.today, say)))
    return pairs


def _unrated(result: Result, lang: str) -> str:
    why = result.unrated.in_(lang) if result.unrated else ""
    return f"{why[:1].upper()}{why[1:]}{'。' if lang == 'zh' else '.'}" if why else ""


def after_success(result: Result | None, lang: str) -> list[str]:
    say = speaker(lang)
    return (
        [say("`practice next` serves the next drill.", "`practice next` 给出下一题。")]
        if (result)
        else []
    )


def _no_workspace(say: Say) -> str:
    return say(
        "Nothing was recorded: there is no workspace. `practice init` makes one.",
        "没有记录：还没有工作区。`practice init` 可以创建。",
    )


def hint(given: Given, spec: Spec, today: date, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    title = say(f"Hint {given.number} of {given.total}", f"提示 {given.number}/{given.total}")
    lines = [Text(f"{spec.id}  {title}", "bold"), *render(given.hint.in_(lang), width), Text()]
    return lines + sentences([_hint_cost(given, today, say), _after_hint(given, spec, say)], width)


def _hint_cost(given: Given, today: date, say: Say) -> str:
    if given.free:
        return say("It costs nothing: no review of it is open.", "不影响评级：现在没有在复习它。")
    if given.hint.reveals:
        when = tomorrow(today, say)
        return say(
            f"It gives the answer away: this drill will be rated Again and come back {when}.",
            f"它揭示了答案：这一题将评为“重来”，{when}再来。",
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
    return say(
        f"`practice hint {spec.id}` gives the next one.", f"`practice hint {spec.id}` 给出下一条。"
    )


def formula_cost(lang: str) -> str:
    return speaker(lang)(
        "You are writing this drill and have passed it twice: the formula counts as a hint.",
        "你正在写这一题，而且已经通过过两次：看公式算一次提示。",
    )


def closing(text: str, width: int) -> list[Text]:
    return [Text(), *sentences([text], width)] if text else []


def solution_cost(spec: Spec, free: bool, today: date, lang: str) -> str:
    say = speaker(lang)
    if free:
        return say(
            f"Show the answer to {spec.id}? No review of it is open, so it costs nothing.",
            f"显示 {spec.id} 的答案？现在没有在复习它，不影响评级。",
        )
    when = tomorrow(today, say)
    return say(
        f"Show the answer to {spec.id}? That ends the drill: it is rated Again and comes back "
        f"{when}.",
        f"显示 {spec.id} 的答案？这一题就此结束：评为“重来”，{when}再来。",
    )


def solution(
    spec: Spec, answer: str, result: Result, today: date, lang: str, width: int
) -> list[Text]:
    say = speaker(lang)
    lines = [Text(line) for line in answer.rstrip().splitlines()]
    when = day(result.due, today, say) if result.due else ""
    again = say(f"Rated Again. Write it yourself {when}.", f"评为“重来”。{when}自己写一遍。")
    free = say(
        f"Nothing changed: it is due {when}." if when else "Nothing changed.",
        f"评级不变，下次：{when}。" if when else "评级不变。",
    )
    said = [free] if result.extra else [again, once_more(spec, say)]
    return [*lines, Text(), *sentences(said, width)]


def once_more(spec: Spec, say: Say) -> str:
    """What helps after a drill that was not known: to write it, once, on the same day."""
    return say(
        f"Write it once now: `practice extra {spec.id}` starts an empty file; it is not rated.",
        f"现在就写一遍：`practice extra {spec.id}` 从空白骨架开始，不评级。",
    )


def written(page: Path, lang: str, width: int) -> list[Text]:
    """That a page was written."""
    say = speaker(lang)
    return wrap(command(say(f"The page is in {page}.", f"页面已写入 {page}。")), width)


def reset(path: Path, kept: Path | None, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    lines = [say(f"{short(path)} is as it was served.", f"{short(path)} 已恢复为初始骨架。")]
    if kept is not None:
        kept_in = short(kept)
        lines.append(say(f"What was in it is kept in {kept_in}.", f"原来的内容保存在 {kept_in}。"))
    return sentences(lines, width)
