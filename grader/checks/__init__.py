"""The hidden checks: pytest tests written once for all exercises.

A check is a test function marked with :func:`check`. It gets one fixture, ``case``
(:class:`grader.case.Case`), and either returns or raises :class:`grader.failure.CheckFailed`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

import msgspec

from exercises.signature import Library

Test = TypeVar("Test", bound=Callable[..., None])


class CheckInfo(msgspec.Struct, frozen=True):
    id: str
    en: str
    zh: str
    after: tuple[str, ...]
    """Checks that must pass before this one says anything new; else it is skipped."""
    level: Literal["core", "edge"]
    applies: Callable[..., bool] | None = None
    """Whether the check makes sense for a spec; None for always."""
    promised: Callable[..., bool] | None = None
    """Whether the reference of a case keeps what is asked; None where the spec says it all."""
    unanswered: str = ""
    """The check that fails in this one's place where the code gives no answer at all."""

    def name(self, lang: str, library: Library = "torch") -> str:
        """What it claims, of arrays where an exercise is written in NumPy."""
        said = self.zh if lang == "zh" else self.en
        if library == "numpy":
            said = said.replace("tensor", "array").replace("张量", "数组")
        return said


def check(
    id: str,
    en: str,
    zh: str,
    *,
    after: tuple[str, ...] = (),
    level: Literal["core", "edge"] = "core",
    applies: Callable[..., bool] | None = None,
    promised: Callable[..., bool] | None = None,
    unanswered: str = "",
) -> Callable[[Test], Test]:
    """Name a test, place it in the order of dependence and say whether it decides."""

    def mark(test: Test) -> Test:
        info = CheckInfo(id, en, zh, after, level, applies, promised, unanswered)
        test.check_info = info  # type: ignore[attr-defined]
        return test

    return mark
