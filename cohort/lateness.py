"""When work was due, how late it came, and what that takes off."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import NamedTuple

from exercises.errors import PracticeError

_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
_RULE = re.compile(r"(\d+(?:\.\d+)?)\s*%\s*/\s*(minute|hour|day|week)")


class Policy(NamedTuple):
    """``percent`` off the score for every ``seconds`` begun after ``due``, a Unix time."""

    due: float | None = None
    percent: float = 0.0
    seconds: int = 86400

    def late(self, handed_in: float | None, due: float | None = None) -> float | None:
        """Seconds past ``due`` (or the due time of everybody), 0 in time, None where unknown."""
        end = self.due if due is None else due
        if end is None or handed_in is None:
            return None
        return float(max(0, math.floor(handed_in - end)))

    def score(self, passed: bool, late: float | None) -> float:
        """0 to 100: all of it for a pass, less what lateness costs; nothing below 0."""
        if not passed:
            return 0.0
        off = self.percent * math.ceil((late or 0.0) / self.seconds)
        return round(max(0.0, 100.0 - off), 2)


def policy(due: str | None, late: str | None) -> Policy:
    """From the options: ``2026-11-20T23:59`` and ``10%/day``."""
    if late is None:
        return Policy(moment(due, "`--due`") if due else None)
    found = _RULE.fullmatch(late.strip().lower())
    if found is None or float(found[1]) > 100:
        raise PracticeError(
            f"`--late {late}` is no rule.", "Write what is taken off, as in `--late 10%/day`."
        )
    if due is None:
        raise PracticeError(
            "`--late` says what lateness costs, and nothing says what is late.",
            "Add `--due 2026-11-20T23:59`.",
        )
    return Policy(moment(due, "`--due`"), float(found[1]), _SECONDS[found[2]])


def moment(text: str, where: str) -> float:
    """A Unix time; local where no zone is said, and the end of a day that has no hour."""
    try:
        said = datetime.fromisoformat(text.strip())
    except ValueError:
        raise PracticeError(
            f"{where}: `{text}` is no time.",
            "Write it as 2026-11-20T23:59, with +08:00 behind it where another zone is meant.",
        ) from None
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text.strip()):
        said = said.replace(hour=23, minute=59, second=59)
    return said.timestamp()
