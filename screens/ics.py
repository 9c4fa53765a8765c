"""Due days as a calendar that other programs read (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

from icalendar import Calendar, Event

from screens import stats_words as words
from screens.words import speaker
from trainer.ahead import DueDay

#: Of the ids of a day so many are written down: nobody reads more in a calendar.
_NAMED = 30


def calendar(ahead: Sequence[DueDay], whose: str, now: datetime, lang: str) -> bytes:
    """A whole-day event for every day on which something comes back.

    ``whose`` tells one learner's events from another's: with the same one, the event of a day has
    the same UID for ever, so that a calendar which reads a later export changes it and adds none.
    ``now`` (aware) is when this was written.
    """
    say = speaker(lang)
    written = Calendar()
    written.add("prodid", "-//practice-losses//practice//EN")
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", say("practice: due drills", "practice：到期的题目"))
    for each in ahead:
        event = Event()
        event.add("uid", f"{each.day.isoformat()}-{_digest(whose)}@practice-losses")
        event.add("dtstamp", now)
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(1))
        event.add("summary", f"practice: {_counted(each, lang)}")
        event.add("description", "\n".join(_named(each, lang)))
        event.add("transp", "TRANSPARENT")  # nobody is busy the whole day
        written.add_component(event)
    return bytes(written.to_ical())


def _digest(whose: str) -> str:
    return blake2b(whose.encode(), digest_size=8).hexdigest()


def _counted(each: DueDay, lang: str) -> str:
    say = speaker(lang)
    told = []
    if each.drills:
        told.append(words.drills(len(each.drills), say))
    if each.questions:
        told.append(words.questions(len(each.questions), say))
    return say(", ", "、").join(told)


def _named(each: DueDay, lang: str) -> list[str]:
    say = speaker(lang)
    lines = []
    if each.drills:
        rest = len(each.drills) - _NAMED
        more = say(f" and {rest} more", f" 等 {rest} 道") if rest > 0 else ""
        lines.append(f"practice next: {', '.join(each.drills[:_NAMED])}{more}")
    if each.questions:
        lines.append(f"practice quiz: {words.questions(len(each.questions), say)}")
    return lines
