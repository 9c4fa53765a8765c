"""Which of many exercises are looked at: by track, family, level, standing and text."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from exercises.errors import PracticeError
from exercises.spec import Spec
from trainer.desk import Desk
from trainer.standings import Standing, standings


class Choice(NamedTuple):
    """What is asked for; what is left out does not restrict."""

    track: str | None = None
    family: str | None = None
    level: int | None = None
    """Nothing above it."""
    due: bool = False
    """Due or being written."""
    new: bool = False
    """Never met, and nothing is missing that it builds on."""
    search: str | None = None
    """Text of the id or of the title in either language."""


def chosen(standings: Sequence[Standing], choice: Choice) -> list[Standing]:
    """The standings that fit; PracticeError for a track or family that is none, or when nothing
    fits."""
    specs = [standing.spec for standing in standings]
    _require("track", choice.track, {spec.track for spec in specs})
    _require("family", choice.family, {spec.family for spec in specs})
    found = [standing for standing in standings if _fits(standing, choice)]
    if not found and choice != Choice():
        raise PracticeError("No exercise fits all of that.", "`practice list` shows them all.")
    return found


def asked_for(desk: Desk, choice: Choice) -> list[Spec] | None:
    """The exercises among which the next drill is to be; None when nothing restricts it.

    PracticeError for a track or family that is none, and when no exercise fits at all.
    """
    if choice == Choice():
        return None
    wide = chosen(standings(desk), choice._replace(due=False, new=False))
    return [s.spec for s in wide if _fits(s, choice) or s.state == "open"]


def _fits(standing: Standing, choice: Choice) -> bool:
    spec = standing.spec
    text = f"{spec.id} {spec.title.en} {spec.title.zh}".lower()
    states = {"due": choice.due, "open": choice.due, "new": choice.new}
    return (
        choice.track in (None, spec.track)
        and choice.family in (None, spec.family)
        and (choice.level is None or spec.level <= choice.level)
        and (not (choice.due or choice.new) or states.get(standing.state, False))
        and (choice.search is None or choice.search.strip().lower() in text)
    )


def _require(what: str, name: str | None, known: set[str]) -> None:
    if name is None or name in known:
        return
    near = get_close_matches(name.lower(), known, n=1)
    guess = f"Did you mean `{near[0]}`? " if near else ""
    raise PracticeError(
        f"There is no {what} called `{name}`.",
        f"{guess}There are: {', '.join(f'`{each}`' for each in sorted(known))}.",
    )
