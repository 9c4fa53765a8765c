"""What to expect on the day of an interview."""

from __future__ import annotations

from datetime import date
from typing import Any

from rich.text import Text

from screens.calendar import day
from screens.layout import sentences
from screens.pace import for_interview
from screens.words import Say, speaker
from screens.words import track as track_name
from trainer.desk import Desk
from trainer.interview import Interview
from trainer.preparing import Outlook


def plan(found: Outlook | None, desk: Desk, lang: str, width: int) -> list[Text]:
    """The screen of `practice plan`."""
    say = speaker(lang)
    if found is None:
        return sentences([_none(desk.state().interview, desk.today, say)], width)
    ahead, when = found.prospect, day(date.fromisoformat(found.interview.day), desk.today, say)
    what = _named(found.interview, say)
    head = say(
        f"Interview{what} on {when}: {ahead.drills} drills, {found.met} of them met.",
        f"{what}面试：{when}；共 {ahead.drills} 题，已练过 {found.met} 题。",
    )
    expect = say(
        f"Expected pass rate that day {ahead.recall:.2f}; {ahead.if_stopped:.2f} if you stop "
        f"today; {_rounded(ahead.per_day)} drills a day.",
        f"当天的预期通过率 {ahead.recall:.2f}；今天就停的话 {ahead.if_stopped:.2f}；"
        f"每天 {_rounded(ahead.per_day)} 题。",
    )
    lines = [head, expect]
    if ahead.unmet >= 0.5:
        lines.append(_unmet(round(ahead.unmet), desk, say))
    lines.append(for_interview(found.interview, found.today, desk.today, say) + say(".", "。"))
    lines.append(
        say(
            "`practice next` goes by that day now; `practice plan --off` ends it.",
            "`practice next` 现在按这一天安排；`practice plan --off` 取消。",
        )
    )
    return sentences(lines, width)


def stopped(interview: Interview, today: date, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    when = day(date.fromisoformat(interview.day), today, say)
    told = say(
        f"No day is prepared for any more (it was {when}). `practice undo` takes that back.",
        f"不再为面试安排（原定 {when}）。`practice undo` 可以撤销。",
    )
    return sentences([told], width)


def _none(past: Interview | None, today: date, say: Say) -> str:
    how = say(
        "`practice plan 2026-12-15` sets a date, `--track llm` what it asks for.",
        "`practice plan 2026-12-15` 设定日期，`--track llm` 指定范围。",
    )
    if past is None:
        return say("No interview date is set. ", "还没有设定面试日期。") + how
    when = day(date.fromisoformat(past.day), today, say)
    return say(f"The interview was on {when}. ", f"面试已过：{when}。") + how


def _named(interview: Interview, say: Say) -> str:
    if not interview.name:
        return ""
    name = track_name(interview.name, say)
    return say(f" ({name})", f"{name} ")


def _unmet(count: int, desk: Desk, say: Say) -> str:
    places = desk.places.new + desk.places.reviews
    are = say("1 of them" if count == 1 else f"{count} of them", f"其中约 {count} 题")
    return say(
        f"About {are} will not have been met by then: a drill opens once what it builds on was "
        f"passed on two days, and a day has {places} places (`practice config`). `practice know` "
        "skips what you know already.",
        f"{are}到那时还没有练到：前置题要在两天通过后才会开放，而每天最多 {places} 题"
        "（`practice config`）。已经会的可以用 `practice know` 跳过。",
    )


def _rounded(per_day: float) -> str:
    return f"{per_day:.0f}" if per_day >= 2 else f"{per_day:.1f}"


def as_json(found: Outlook | None) -> dict[str, Any]:
    """What ``--json`` prints; ``day`` is null when none is prepared for."""
    if found is None:
        return {"day": None}
    ahead = found.prospect
    return {
        "day": found.interview.day,
        "days_left": found.days_left,
        "track": found.interview.name or None,
        "drills": ahead.drills,
        "met": found.met,
        "expected": round(ahead.recall, 4),
        "if_stopped": round(ahead.if_stopped, 4),
        "drills_per_day": round(ahead.per_day, 2),
        "unmet": round(ahead.unmet, 1),
        "today": found.today.order,
    }
