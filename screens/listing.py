"""All exercises and where the learner stands with each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from screens.calendar import distance, until_tomorrow
from screens.markdown import command
from screens.pace import backlog
from screens.table import by_rows
from screens.words import GRADES, Say, speaker
from screens.words import track as track_name
from screens.wrapping import wrap
from trainer.backlog import Backlog
from trainer.standings import Standing

#: Squares of a track's bar.
_BAR = 10
_STYLES = {
    "new": "cyan",
    "open": "bold cyan",
    "due": "bold yellow",
    "scheduled": "",
    "locked": "dim",
    "buried": "dim",
    "suspended": "dim",
}


def listing(
    standings: Sequence[Standing],
    lang: str,
    width: int,
    today: date,
    questions_due: int = 0,
    left: Backlog | None = None,
) -> list[Text]:
    """One line per exercise, under the name of its track; then how many drills are due, and what
    `practice quiz` has due."""
    say = speaker(lang)
    tracks = list(dict.fromkeys(standing.spec.track for standing in standings))
    standings = sorted(standings, key=lambda standing: tracks.index(standing.spec.track))
    rows = by_rows(
        [
            (
                Text(standing.spec.id, "bold"),
                Text(standing.spec.title.in_(lang)),
                Text("●" * standing.spec.level + "○" * (5 - standing.spec.level), "dim"),
                Text(state(standing, today, say), _STYLES[standing.state]),
            )
            for standing in standings
        ],
        width,
        gives_way=1,
    )
    lines: list[Text] = []
    track = None
    for standing, row in zip(standings, rows, strict=True):
        if standing.spec.track != track:
            track = standing.spec.track
            lines += [Text()] if lines else []
            lines += _heading(track, [s for s in standings if s.spec.track == track], width, say)
        lines += row
    leeches = [f"`{standing.spec.id}`" for standing in standings if standing.leech]
    if leeches:
        why = say(
            f"Forgotten again and again: {', '.join(leeches)}. `practice why EXERCISE` says what "
            "helps.",
            f"总是记不住：{'、'.join(leeches)}。`practice why EXERCISE` 说明怎么办。",
        )
        lines += [Text(), *wrap(command(why), width)]
    told = backlog(left, today, say) if left else ""
    if told:
        lines += [Text(), *wrap(Text(told + say(".", "。")), width)]
    if questions_due:
        are = "question is" if questions_due == 1 else "questions are"
        told = say(
            f"{questions_due} {are} due: `practice quiz` asks them.",
            f"有 {questions_due} 道问题该复习：`practice quiz` 来问。",
        )
        lines += [Text(), *wrap(command(told), width)]
    return lines


def _heading(track: str, standings: Sequence[Standing], width: int, say: Say) -> list[Text]:
    """The name of a track, and how many of its exercises were passed."""
    passed, count = sum(s.passed for s in standings), len(standings)
    full = round(_BAR * passed / count)
    full = min(max(full, passed > 0), _BAR - (passed < count))  # neither too early nor too late
    bar = Text("▰" * full, "green") + Text("▱" * (_BAR - full), "dim")
    told = say(f"  {passed} of {count} passed", f"  通过 {passed}/{count}")
    return wrap(Text(track_name(track, say) + "  ", "bold") + bar + Text(told, "dim"), width)


def state(standing: Standing, today: date, say: Say) -> str:
    """Where the learner stands with an exercise, in a few words."""
    rated = f" · {say(*GRADES[standing.rating])}" if standing.rating else ""
    match standing.state:
        case "new":
            return say("new", "未练过")
        case "open":
            return say("being written", "正在写")
        case "locked":
            needs = ", ".join(standing.waits_for)
            return say(f"after {needs}", f"先练 {needs}")
        case "buried":
            until = until_tomorrow(today, say)
            return say(f"buried {until}", until) + rated
        case "suspended":
            return say("suspended", "已停出") + rated
        case "due":
            return say("due", "该复习了") + rated
    when = distance(standing.due, today, say) if standing.due else ""
    return when + rated
