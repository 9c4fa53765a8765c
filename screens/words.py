"""A sentence in the reader's language, both written side by side where it is used."""

from __future__ import annotations

from collections.abc import Callable

#: The four ratings of FSRS.
GRADES = {
    "again": ("Again", "重来"),
    "hard": ("Hard", "困难"),
    "good": ("Good", "良好"),
    "easy": ("Easy", "轻松"),
}

Say = Callable[[str, str], str]


def speaker(lang: str) -> Say:
    """``say(english, chinese)`` for one language."""
    return lambda english, chinese: chinese if lang == "zh" else english
