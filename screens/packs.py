"""What `practice pack` says: for authors, in English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from rich.text import Text

from screens.wrapping import wrap

_MOST = 8


class _Proof(Protocol):
    @property
    def claim(self) -> str: ...


class _Found(Protocol):
    @property
    def proof(self) -> _Proof: ...
    @property
    def faults(self) -> list[str]: ...


def proved(exercise: str, found: Sequence[_Found], width: int) -> list[Text]:
    """One exercise: a line for each proof, and under it what it found."""
    wrong = sum(bool(each.faults) for each in found)
    head = f"{exercise}: {len(found)} proofs, " + (f"{wrong} do not hold" if wrong else "all hold")
    lines = [Text(head, style="bold" if wrong else "")]
    for each in found:
        if not each.faults:
            continue
        lines += wrap(Text(f"✗ {each.proof.claim}"), width, "  ", "    ")
        for fault in each.faults[:_MOST]:
            lines += wrap(Text(fault), width, "    ", "      ")
        if len(each.faults) > _MOST:
            lines.append(Text(f"    and {len(each.faults) - _MOST} more"))
    return lines


def written(files: Sequence[Path], exercise: str, width: int) -> list[Text]:
    """Where the new files are, and what comes next."""
    lines = [Text("Written:")]
    for file in files:
        lines += wrap(Text(str(file)), width, "  ", "    ")
    closing = f"Fill them in, then prove them: practice pack check {exercise}"
    return [*lines, *wrap(Text(closing), width, "", "")]
