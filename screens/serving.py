"""What `practice next` says: the drill, or that there is nothing to do and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from exercises.spec import Spec
from screens import messages
from screens.calendar import brief, distance, tomorrow, until_tomorrow
from screens.layout import sentences, short
from screens.pace import backlog, for_interview
from screens.statement import Stage, statement
from screens.words import Say, speaker
from screens.wrapping import wrap
from trainer.desk import Desk
from trainer.drills import Drill
from trainer.leech import advice
from trainer.standings import standings

_WHY = {"open": ("being written", "正在写"), "due": ("due", "该复习了"), "new": ("new", "新题"),
        "extra": ("practice, not rated", "练习，不评级"),
        "interview": ("for your interview", "为面试")}  # fmt: skip


def _why(drill: Drill, say: Say) -> str:
    if drill.why == "planned":
        day = brief(date.fromisoformat(drill.exam_day), say)
        return say(f"from your exam of {day}", f"来自 {day} 的考试")
    return say(*_WHY[drill.why])


def served(
    drill: Drill | None, given_up: Spec | None, desk: Desk, lang: str, width: int,
    watched: bool = False, among: Sequence[Spec] | None = None,
) -> list[Text]:  # fmt: skip
    """``watched``: every save of it is graded; ``among``: the exercises that were asked for."""
    say = speaker(lang)
    lines: list[Text] = []
    if given_up is not None:
        card = desk.state().cards.get(given_up.id)
        when, until = tomorrow(desk.today, say), until_tomorrow(desk.today, say)
        done = say(
            f"Gave up `{given_up.id}`: rated Again, back {when}.",
            f"已放弃 `{given_up.id}`：评为“重来”，{when}再来。",
        )
        if card is not None and card.grade != "again":
            done = say(
                f"Set `{given_up.id}` aside {until}; its rating stays.",
                f"`{given_up.id}` {until}；评级不变。",
            )
        again = card is not None and card.grade == "again"
        more = [messages.once_more(given_up, say)] if again else []
        lines = [*sentences([done, *more], width), Text()]
    if drill is not None:
        lines += _pace(drill, desk, say, width)
        lines += leech(drill.spec, desk, lang, width)
        if drill.kept is not None:
            kept = say(
                f"Write it anew: what was in the file is kept in {short(drill.kept)}.",
                f"请重新写：文件原来的内容保存在 {short(drill.kept)}。",
            )
            lines += [*sentences([kept], width), Text()]
        stage = first_stage(desk, watched)
        return [*lines, *statement(drill.spec, drill.path, lang, width, _why(drill, say), stage)]
    told = _nothing_to_do(desk, lang) if among is None else _none_of_these(among, desk, lang)
    return lines + sentences(told, width)


def _pace(drill: Drill, desk: Desk, say: Say, width: int) -> list[Text]:
    """How much there is to do, where the drill is one of the schedule's."""
    if drill.why == "extra":
        return []
    told = pace(desk, say)
    return [*wrap(Text(told, "dim"), width), Text()] if told else []


def pace(desk: Desk, say: Say) -> str:
    """What there is to do today: for the interview that is ahead, else by what is due."""
    work = desk.work()
    if work is not None:
        return for_interview(*work, desk.today, say)
    return backlog(desk.backlog(), desk.today, say)


def leech(spec: Spec, desk: Desk, lang: str, width: int) -> list[Text]:
    """What helps with a drill that is forgotten again and again; nothing with others."""
    found = advice(desk.state(), spec, desk.catalogue, desk.today.isoformat())
    if found is None:
        return []
    say = speaker(lang)
    told = say(
        f"Not known {found.lapses} times since you last passed it twice in a row.",
        f"自上次连续两次通过以来，已有 {found.lapses} 次没写出来。",
    )
    if found.first is not None:
        told += say(
            f" Write first what it builds on: `practice extra {found.first.id}`.",
            f"先写它的基础：`practice extra {found.first.id}`。",
        )
    if found.hints:
        told += say(
            f" `practice hint {spec.id}` costs less than not knowing it: at best Hard, not Again.",
            f"用 `practice hint {spec.id}` 比写不出来划算：最高“困难”，而不是“重来”。",
        )
    return [*sentences([told], width), Text()]


def _none_of_these(among: Sequence[Spec], desk: Desk, lang: str) -> list[str]:
    """Nothing of what was asked for can be served now."""
    say = speaker(lang)
    lines = [
        say("None of those is due or may be begun now.", "其中没有到期的，也没有可以开始的新题。")
    ]
    found = desk.next_due(among) if among else None
    if found is not None:
        when = distance(found[0], desk.today, say)
        lines.append(say(f"`{found[1].id}` comes back {when}.", f"`{found[1].id}` {when}再来。"))
    more = say(
        "`practice list` shows what waits for what; `practice next --from EXERCISE` begins one.",
        "`practice list` 显示先后关系；`practice next --from EXERCISE` 从某一题开始。",
    )
    return [*lines, more]


def _held_back(spec: Spec, say: Say) -> list[str]:
    """Why nothing is served although there is something."""
    told = say(
        f"What is left, `{spec.id}`, is too much like what you have just written: you would repeat "
        "and not recall. Answer a question first (`practice quiz`), or come back in half an hour; "
        f"`practice next --family {spec.family}` serves it all the same.",
        f"剩下的 `{spec.id}` 与刚写的太像：那是重复，不是回忆。先答一道题（`practice quiz`），"
        f"或者半小时后再来；`practice next --family {spec.family}` 可以现在就出。",
    )
    return [told]


def counted_as_known(known: Sequence[Spec], desk: Desk, lang: str, width: int) -> list[Text]:
    """What an exercise builds on and counts as known from now on; nothing where there is none."""
    if not known:
        return []
    say = speaker(lang)
    names = [f"`{spec.id}`" for spec in known]
    said = say(
        f"Counted as known: {', '.join(names)}. Each comes back once to show whether it is; "
        "`practice undo` takes it back, one at a time.",
        f"已记为掌握：{'、'.join(names)}。每个都会再出一次来检验；`practice undo` 可逐个撤销。",
    )
    return [*sentences([said], width), Text()]


def known(
    asked: Sequence[Spec], known: Sequence[Spec], desk: Desk, lang: str, width: int
) -> list[Text]:
    """What `practice know` did, and for what it was too late."""
    say = speaker(lang)
    lines = []
    cards = desk.state().cards
    for spec in asked:
        if spec in known:
            back = distance(date.fromisoformat(cards[spec.id].memory.due), desk.today, say)
            lines.append(
                say(
                    f"`{spec.id}` counts as known and comes back {back}.",
                    f"`{spec.id}` 已记为掌握，{back}再来。",
                )
            )
        elif spec.id in cards:
            lines.append(say(f"`{spec.id}` was reviewed already.", f"`{spec.id}` 已经练过。"))
        else:
            lines.append(
                say(
                    f"`{spec.id}` is being written; pass it, or `practice next --skip`.",
                    f"`{spec.id}` 正在写；通过它，或 `practice next --skip`。",
                )
            )
    return sentences(lines, width)


def first_stage(desk: Desk, watched: bool) -> Stage:
    """What the first screen of a drill holds; the formula only where the settings show it."""
    if desk.settings.formula == "shown":
        return "whole"
    return "watched" if watched else "served"


def _nothing_to_do(desk: Desk, lang: str) -> list[str]:
    say = speaker(lang)
    held = desk.held_back()
    if held is not None:
        return _held_back(held, say)
    left, work = desk.backlog(), desk.work()
    lines = [say("Nothing more to do today.", "今天没有要练的了。")]
    if left.due:
        told, most = backlog(left, desk.today, say), desk.settings.reviews_per_day
        lines = [
            say(
                f"Today's reviews are done (at most {most} a day): {told}. `practice next "
                "--due` goes on all the same.",
                f"今天的复习已做满（每天最多 {most} 道）：{told}。`practice next --due` 可以继续。",
            )
        ]
    if work is not None:
        lines.append(for_interview(*work, desk.today, say) + say(".", "。"))
    found = None if left.due else desk.next_due()
    if found is not None:
        when = distance(found[0], desk.today, say)
        lines.append(say(f"`{found[1].id}` comes back {when}.", f"`{found[1].id}` {when}再来。"))
    ahead = next((s.spec.id for s in standings(desk) if s.state == "new"), None)
    if ahead is not None:
        lines.append(
            say(
                f"`practice next --from {ahead}` begins a new one ahead of time.",
                f"`practice next --from {ahead}` 可以提前开始一道新题。",
            )
        )
    more = say(
        "`practice quiz` asks questions, `practice exam` is a mock interview; `practice extra "
        "EXERCISE` lets you write one out of turn, not rated; `practice list` shows everything.",
        "`practice quiz` 提问，`practice exam` 是模拟面试；`practice extra EXERCISE` 可以提前练"
        "（不评级）；`practice list` 列出全部练习。",
    )
    return [*lines, more]
