"""The date of an interview: set, looked at and taken away again."""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

import msgspec

from exercises.errors import PracticeError
from exercises.profiles import load_profile, profile_names
from trainer import queue
from trainer.desk import Desk
from trainer.interview import Interview, scope
from trainer.prospect import Prospect, Start, prospect

#: Nobody knows what they will remember further on.
FURTHEST_DAYS = 366

_HOW = "Write it as in `practice plan 2026-12-15`."


class Outlook(NamedTuple):
    """An interview that is ahead, and what to expect of it."""

    interview: Interview
    days_left: int
    met: int
    """How many of the drills it asks for have been met."""
    prospect: Prospect
    today: queue.Work


def prepare(desk: Desk, text: str, name: str | None) -> Interview:
    """Prepare for the day ``text`` (YYYY-MM-DD) from now on, for all drills or those of the track
    or kind of interview called ``name``. PracticeError for a day or a name that is none."""
    today = desk.today
    day = _day(text)
    if day <= today:
        when = "today" if day == today else f"past: today is {today.isoformat()}"
        raise PracticeError(f"{day.isoformat()} is {when}.", "Name a day that is ahead.")
    if (day - today).days > FURTHEST_DAYS:
        raise PracticeError(
            f"{day.isoformat()} is {(day - today).days} days ahead; more than a year is too far to "
            "plan.",
            "The usual schedule is right until then; set the date when it is nearer.",
        )
    interview = Interview(day.isoformat(), **_asked(desk, name))
    if not scope(interview, desk.catalogue.values()):
        raise PracticeError(f"No exercise here belongs to `{name}`.", "`practice list` shows all.")
    desk.record("interview", "", msgspec.to_builtins(interview))
    return interview


def stop(desk: Desk) -> Interview:
    """Prepare for no day any more; the one that was. PracticeError when none was set."""
    interview = desk.state().interview
    if interview is None:
        raise PracticeError("No interview date is set.", _HOW)
    desk.record("interview", "", {"day": None})
    return interview


def outlook(desk: Desk) -> Outlook | None:
    """What to expect on the day that is prepared for; None when none is ahead."""
    found = desk.work()
    if found is None:
        return None
    interview, work = found
    state, today = desk.state(), desk.today
    specs = [s for s in desk.catalogue.values() if s.id not in state.suspended]
    asked = scope(interview, specs)
    cards = {spec.id: state.cards[spec.id] for spec in asked if spec.id in state.cards}
    start = Start(
        asked,
        {id_: queue.known_of(card.memory) for id_, card in cards.items()},
        {id_: card.pass_days for id_, card in cards.items()},
        state.weights,
    )
    target = date.fromisoformat(interview.day)
    ahead = prospect(start, today.toordinal(), target.toordinal(), desk.places)
    return Outlook(interview, (target - today).days, len(cards), ahead, work)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        raise PracticeError(f"`{text}` is no date.", _HOW) from None


def _asked(desk: Desk, name: str | None) -> dict[str, Any]:
    """What a track or a kind of interview asks for, as the fields of `Interview`."""
    if name is None:
        return {}
    called, tracks = name.strip().lower(), {spec.track for spec in desk.catalogue.values()}
    if called in tracks:
        return {"name": called, "tracks": [called]}
    if called in profile_names():
        profile = load_profile(called)
        asked = {"tracks": list(profile.tracks), "losses": list(profile.losses)}
        return {"name": called, "level": profile.level, **asked}
    known = sorted(tracks | set(profile_names()))
    near = get_close_matches(called, known, n=1)
    guess = f"Did you mean `{near[0]}`? " if near else ""
    raise PracticeError(
        f"There is no track or kind of interview called `{name}`.",
        f"{guess}There are: {', '.join(f'`{each}`' for each in known)}.",
    )
