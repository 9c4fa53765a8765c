"""How much waits, and by when it will be done: the line that `next` and `list` share."""

from __future__ import annotations

from datetime import date

from screens.calendar import weekday
from screens.words import Say
from trainer.backlog import Backlog


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
