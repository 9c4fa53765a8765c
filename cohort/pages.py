"""What the pages of learners are called: a name is no path, and no two are the same file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60


def file_names(learners: Iterable[str]) -> dict[str, str]:
    """Learner -> the name of a file, without its ending: what is left of their name, and where that
    would be another's too, or nothing, a few digits that only depend on the name."""
    wanted = {each: _plain(each) for each in sorted(learners)}
    taken = [name.casefold() for name in wanted.values()]
    return {
        each: name if name and taken.count(name.casefold()) == 1 else f"{name}-{_digits(each)}"
        for each, name in wanted.items()
    }


def _plain(learner: str) -> str:
    name = re.sub(r"[^\w@.-]+", "-", unicodedata.normalize("NFC", learner))
    return name.strip(".-_")[:_LONGEST]


def _digits(learner: str) -> str:
    return hashlib.sha256(learner.encode()).hexdigest()[:8]
