"""All exercises and where the learner stands with each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from screens.boxes import padded
from screens.calendar import distance
from screens.excerpt import clipped
from screens.markdown import command
from screens.words import GRADES, Say, speaker
from screens.wrapping import wrap
from trainer.desk import Standing

_STYLES = {
    "new": "cyan",
    "open": "bold cyan",
    "due": "bold yellow",
    "scheduled": "",
    "locked": "dim",
}


def listing(
    standings: Sequence[Standing], lang: str, width: int, today: date, questions_due: int = 0
) -> list[Text]:
    """One line per exercise, under the name of its track; then what `practice quiz` has due."""
    say = speaker(lang)
    tracks = list(dict.fromkeys(standing.spec.track for standing in standings))
    standings = sorted(standings, key=lambda standing: tracks.index(standing.spec.track))
    names = max((cell_len(standing.spec.id) for standing in standings), default=0)
    states = [_state(standing, today, say) for standing in standings]
    room = max((cell_len(state) for state in states), default=0)
    titles = max(8, width - names - room - 15)
    lines: list[Text] = []
    track = None
    for standing, state in zip(standings, states, strict=True):
        spec = standing.spec
        if spec.track != track:
            track = spec.track
            lines += [Text(), Text(track, "bold")] if lines else [Text(track, "bold")]
        lines.append(
            Text.assemble(
                "  ",
                (padded(spec.id, names), "bold"),
                "  ",
                padded(clipped(spec.title.in_(lang), titles), titles),
                "  ",
                ("●" * spec.level + "○" * (5 - spec.level), "dim"),
                "  ",
                (state, _STYLES[standing.state]),
            )
        )
    if questions_due:
        are = "question is" if questions_due == 1 else "questions are"
        told = say(
            f"{questions_due} {are} due: `practice quiz` asks them.",
            f"有 {questions_due} 道问题该复习：`practice quiz` 来问。",
        )
        lines += [Text(), *wrap(command(told), width)]
    return lines


def _state(standing: Standing, today: date, say: Say) -> str:
    rated = f" · {say(*GRADES[standing.rating])}" if standing.rating else ""
    match standing.state:
        case "new":
            return say("new", "未练过")
        case "open":
            return say("being written", "正在写")
        case "locked":
            needs = ", ".join(standing.waits_for)
            return say(f"after {needs}", f"先练 {needs}")
        case "due":
            return say("due", "该复习了") + rated
    when = distance(standing.due, today, say) if standing.due else ""
    return when + rated
