"""The catalogue as one HTML page that holds everything it shows: no script, no font, no address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from exercises.prose import part
from exercises.spec import Spec
from screens.listing import state
from screens.page.drawing import rendered
from screens.page.graph import HIGH, WIDE, graph
from screens.page.prose import block, inline
from screens.words import speaker, track
from trainer.standings import Standing


class Track(NamedTuple):
    """A track with where the learner stands in it."""

    id: str
    standings: list[Standing]

    @property
    def passed(self) -> int:
        return sum(standing.passed for standing in self.standings)


def catalogue_page(
    catalogue: Mapping[str, Spec], standings: Sequence[Standing], today: date, lang: str
) -> str:
    """The whole page: the graph of prerequisites, and every exercise by track with its task."""
    say = speaker(lang)
    found = {standing.spec.id: standing for standing in standings}
    ids = dict.fromkeys(standing.spec.track for standing in standings)
    tracks = [Track(id_, [s for s in standings if s.spec.track == id_]) for id_ in ids]
    return rendered(
        "catalogue.html",
        ("style.css", "stats.css", "catalogue.css"),
        tracks=tracks,
        found=found,
        graph=graph(catalogue),
        wide=WIDE,
        high=HIGH,
        lang=lang,
        say=say,
        track=lambda id_: track(id_, say),
        state=lambda standing: state(standing, today, say),
        shade=_shade,
        task=lambda spec: block(part(spec, "task", lang)),
        inline=inline,
    )


def _shade(standing: Standing) -> str:
    """The class of a box: what is known, what may be begun, what waits."""
    if standing.passed:
        return "due" if standing.state == "due" else "passed"
    return "locked" if standing.state == "locked" else "open"
