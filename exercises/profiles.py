"""Kinds of mock interviews, as data: one YAML file each. `docs/exam.md` explains every field."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from exercises.catalogue import PROFILES, SHIPPED
from exercises.errors import PracticeError
from exercises.questions import Topic
from exercises.texts import Slug, Text

_GUIDE = "docs/exam.md"


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a kind of interview asks. What is left out is not restricted."""

    title: Text
    minutes: Annotated[float, Meta(gt=0, le=24 * 60)]
    tracks: list[Slug] = []
    losses: list[Slug] = []
    """Ids of exercises: drills and questions are about these, and questions about none."""
    topics: list[Topic] = []
    """Of questions."""
    level: Annotated[int, Meta(ge=1, le=5)] | None = None
    """Nothing above it."""
    questions: Annotated[int, Meta(ge=0)] | None = None


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
