"""``practice exam --paper``: an exam on paper, the answers, and the file that starts it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from commands.exam.handed_on import version, write

if TYPE_CHECKING:
    from exercises.questions import Question
    from exercises.spec import Spec
    from trainer.exam.model import Paper


class Sheets(NamedTuple):
    """The files of one exam on paper."""

    sheet: Path
    answers: Path
    exam: Path
    """What `practice exam --from` starts afterwards."""


def write_sheets(
    folder: Path, paper: Paper, asked: Mapping[str, Spec | Question], lang: str, now: datetime
) -> Sheets:
    """Write a drawn paper to be printed; nothing is started."""
    from screens.page.paper import answers, sheet
    from trainer.exam.handed_on import packed, written

    stem = f"exam-{paper.id}"
    files = Sheets(
        folder / f"{stem}.html", folder / f"{stem}-answers.html", folder / f"{stem}.json"
    )
    write(files.exam, written(packed(paper, asked, version(), now)))
    write(files.sheet, sheet(paper, asked, files.exam.name, lang).encode())
    write(files.answers, answers(paper, asked, lang).encode())
    return files
