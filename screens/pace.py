"""How much waits, and by when it will be done: the line that `next` and `list` share."""

from __future__ import annotations

from datetime import date

from screens.calendar import weekday
from screens.words import Say
from trainer.backlog import Backlog
from trainer.interview import Interview
from trainer.queue import Work


def for_interview(interview: Interview, work: Work, today: date, say: Say) -> str:
    """``19 days until your interview; worth writing for it today: 5 drills, 2 of them new``."""
    days, count = interview.days_left(today.isoformat()), len(work.order)
    left = say(
        f"{days} {'day' if days == 1 else 'days'} until your interview", f"离面试还有 {days} 天"
    )
    if not count:
        return left + say("; nothing more is worth writing for it today", "；今天该写的都写完了")
    told = left + say(
        f"; worth writing for it today: {count} {'drill' if count == 1 else 'drills'}",
        f"；今天值得写 {count} 题",
    )
    if not work.new:
        return told
    if work.new == count:
        return told + say(", all new" if count > 1 else ", a new one", "，都是新题")
    return told + say(f", {work.new} of them new", f"，其中新题 {work.new} 道")


def backlog(found: Backlog, today: date, say: Say) -> str:
    """``7 due, 4 today, done by Thu``; empty when nothing is due."""
    if not found.due:
        return ""
    due = say(f"{found.due} due", f"{found.due} 道该复习")
    if found.today == found.due:
        return due + say(", all today", "，今天都能练完")
    counted = due + say(f", {found.today} today, ", f"，今天 {found.today} 道，")
    if found.done_by is None:
        return counted + say("not done in two months", "两个月内练不完")
    by = weekday(found.done_by, today, say)
    return counted + say(f"done by {by}", f"{by}能练完")
