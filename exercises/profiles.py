"""Kinds of mock interviews, as data: one YAML file each. `docs/exam.md` explains every field."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from exercises.catalogue import PROFILES, SHIPPED
from exercises.errors import PracticeError
from exercises.questions import GENERAL, Topic
from exercises.spec import Spec
from exercises.texts import Slug, Text

_GUIDE = "docs/exam.md"


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a kind of interview asks. What is left out is not restricted.

    `tracks` and `losses` say together what it is about: every exercise of those tracks, and those
    named beside them.
    """

    title: Text
    minutes: Annotated[float, Meta(gt=0, le=24 * 60)]
    tracks: list[Slug] = []
    losses: list[Slug] = []
    """Ids of exercises, and `general` for the questions about no particular one."""
    topics: list[Topic] = []
    """Of questions."""
    level: Annotated[int, Meta(ge=1, le=5)] | None = None
    """Nothing above it."""
    questions: Annotated[int, Meta(ge=0)] | None = None

    def about(self, specs: Iterable[Spec]) -> list[str]:
        """Ids of all that drills and questions are about; empty where that is everything.

        Tracks alone are joined by the `general` questions, which belong to every track.
        """
        if not (self.tracks or self.losses):
            return []
        of_tracks = [spec.id for spec in specs if spec.track in self.tracks]
        beside = self.losses or [GENERAL]
        return [*of_tracks, *(id_ for id_ in beside if id_ not in of_tracks)]


def profile_names(folder: Path = SHIPPED / PROFILES) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.yaml"))


def load_profile(name: str, folder: Path = SHIPPED / PROFILES) -> Profile:
    """The profile called `name`; PracticeError with those there are when there is none, and with
    file, line and field when it is not right."""
    from exercises.conversion import plain_data, refusal, typed  # brings in yaml

    path = folder / f"{name.strip().lower()}.yaml"
    if path.stem not in profile_names(folder):
        known = ", ".join(f"`{each}`" for each in profile_names(folder))
        raise PracticeError(f"There is no profile called `{name}`.", f"There are: {known}.")
    data, lines = plain_data(path.read_bytes(), path, _GUIDE)
    if not isinstance(data, dict):
        sentence = "expected named fields such as `minutes: 45`"
        raise refusal(path, lines[()], (), sentence, _GUIDE)
    profile: Profile = typed(data, Profile, path, lines, _GUIDE)
    return profile
