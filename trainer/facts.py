"""What a fact is, and which can be read: the fields that each kind has to have.

What a fact holds besides is for whoever reads it. A fact that lacks one of these was damaged; it
is set aside, and everything else goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal

import msgspec

Kind = Literal[
    "served",
    "run",
    "hint",
    "revealed",
    "skipped",
    "undone",
    "answered",
    "planned",
    "exam",
    "extra",
    "known",
    "buried",
    "suspended",
    "resumed",
    "interview",
    "fitted",
]

_Rule = Callable[[Any], bool]

#: Questions that were called otherwise in an earlier version: what was answered then counts still.
NOW_CALLED = {"focal-stable": "focal-log-pt", "kl-properties": "kl-which-properties"}


class Fact(msgspec.Struct, frozen=True):
    """One thing that happened. ``data`` depends on the kind."""

    id: int
    kind: Kind
    exercise: str
    at: str
    day: str
    data: dict[str, Any] = {}


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _weights(value: Any) -> bool:
    return isinstance(value, list) and len(value) in (0, 21) and all(map(_number, value))


def _day_or_none(value: Any) -> bool:
    if value is None:
        return True
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


_FIELDS: dict[str, dict[str, _Rule]] = {
    "served": {"seed": _number, "par_minutes": _number},
    "run": {"outcome": lambda v: v in ("passed", "failed", "error"), "sha256": _text},
    "hint": {},
    "revealed": {},
    "skipped": {},
    "extra": {},
    "known": {},
    "buried": {},
    "suspended": {},
    "resumed": {},
    "interview": {"day": _day_or_none},
    "fitted": {"weights": _weights},
    "undone": {"fact": _number},
    "answered": {},
    "planned": {"exercises": _texts, "questions": _texts, "exam": _text, "day": _text},
    "exam": {"event": _text, "exam": _text},
}


def renamed(
    kind: str, exercise: str, data: dict[str, Any], names: Mapping[str, str]
) -> tuple[str, dict[str, Any]]:
    """What a fact is about and its data, with everything called as it is now.

    ``names`` says what exercises of earlier ids are called now. A question may have the id that an
    exercise had, so each is looked up among its own.
    """
    if kind == "answered":
        return NOW_CALLED.get(exercise, exercise), data
    if kind == "planned":
        data["questions"] = [NOW_CALLED.get(id_, id_) for id_ in data["questions"]]
        data["exercises"] = [names.get(id_, id_) for id_ in data["exercises"]]
    if kind == "interview" and data.get("losses"):
        data["losses"] = [names.get(id_, id_) for id_ in data["losses"]]
    if kind == "exam" and data["event"] == "started":
        for item in data["paper"]["items"]:
            called = NOW_CALLED if item["kind"] == "question" else names
            item["id"] = called.get(item["id"], item["id"])
    if kind == "exam" and data["event"] == "shown" and data.get("item") in names:
        data["renamed"] = names[data["item"]]  # where it is no question of the paper
    return names.get(exercise, exercise), data


def fault(kind: str, at: str, day: str, data: Any) -> str | None:
    """Why a fact cannot be read, as half a sentence; None when it can."""
    if not isinstance(data, dict):
        return "its data is no JSON object"
    if kind not in _FIELDS:
        return f"there is no kind `{kind}`"
    for field, holds in _FIELDS[kind].items():
        if not holds(data.get(field)):
            return f"its field `{field}` is missing or wrong"
    if kind == "answered" and not _is_answer(data):
        return "it holds no answer"
    if kind == "exam" and data["event"] == "started" and not _is_paper(data.get("paper")):
        return "its paper cannot be read"
    try:
        date.fromisoformat(day)
        moments = [at, *(data[f] for f in ("since",) if isinstance(data.get(f), str))]
        zoned = all(datetime.fromisoformat(moment).tzinfo for moment in moments)
    except (ValueError, TypeError):
        return "its time cannot be read"
    return None if zoned else "its time has no zone"


def _is_answer(data: dict[str, Any]) -> bool:
    if data.get("judged") is not None:
        return data["judged"] in ("right", "partly", "wrong")
    return "right" in data and data["right"] in (True, False, None) and _text(data.get("typed"))


def _is_paper(paper: Any) -> bool:
    from trainer.exam.model import Paper

    try:
        msgspec.convert(paper, Paper)
    except msgspec.ValidationError:
        return False
    return True
