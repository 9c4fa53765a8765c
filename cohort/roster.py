"""Who is in the class, when their work was due and when it came: a CSV file with a heading.

The column ``learner`` (or the first one) is what somebody is called in the results; every other
one is something they are known by in the names of folders and exports, but for two: ``submitted``
says when they handed in, whatever the files say, and ``due`` gives somebody longer, or less.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from cohort.lateness import moment
from exercises.errors import PracticeError

_TIMES = ("submitted", "due")


class Roster:
    """Learners in the order of the file; one that is empty knows nobody and finds nobody."""

    def __init__(self) -> None:
        self.learners: list[str] = []
        self._known_by: dict[str, str] = {}
        self._times: dict[tuple[str, str], float] = {}

    @classmethod
    def read(cls, path: Path) -> Roster:
        """PracticeError, with the line, for what is no roster."""
        try:
            text = path.read_bytes().decode("utf-8-sig")  # Excel writes a mark before UTF-8
        except OSError as error:
            raise PracticeError(
                f"The roster {path} cannot be read: {error.strerror or error}.",
                "Name a CSV file with a column `learner`.",
            ) from None
        except UnicodeDecodeError:
            raise PracticeError(
                f"The roster {path} is not in UTF-8.", "Save it as CSV UTF-8."
            ) from None
        roster = cls()
        try:
            rows = [row for row in csv.reader(io.StringIO(text)) if any(map(str.strip, row))]
        except csv.Error as error:
            raise PracticeError(f"The roster {path} is no CSV: {error}.") from None
        head = [cell.strip().lower() for cell in rows[0]] if rows else []
        if not head or not head[0]:
            raise PracticeError(
                f"The roster {path} is empty.", "Its first line names the columns, as in `learner`."
            )
        main = head.index("learner") if "learner" in head else 0
        for number, row in enumerate(rows[1:], 2):
            cells = [cell.strip() for cell in row] + [""] * (len(head) - len(row))
            roster._add(f"{path}, row {number}", cells[main], dict(zip(head, cells, strict=False)))
        return roster

    def _add(self, where: str, learner: str, cells: dict[str, str]) -> None:
        if not learner or learner in self.learners:
            said = f"`{learner}` is there twice" if learner else "there is no name"
            raise PracticeError(f"{where}: {said}.", "Every learner is one row with one name.")
        self.learners.append(learner)
        for column, cell in cells.items():
            if column in _TIMES:
                if cell:
                    self._times[column, learner] = moment(cell, f"{where}, column `{column}`")
            elif cell and self._known_by.setdefault(_plain(cell), learner) != learner:
                other = self._known_by[_plain(cell)]
                if column in ("learner", "id", "sid", "email", "login"):
                    raise PracticeError(
                        f"{where}: `{cell}` is also said of `{other}`.",
                        "What tells people apart has to be different.",
                    )
                self._known_by[_plain(cell)] = ""  # a group, a first name: tells nobody apart

    def find(self, keys: Sequence[str]) -> str | None:
        """Whoever is known by one of these, the surest last."""
        for key in reversed(keys):
            found = self._known_by.get(_plain(key))
            if found:
                return found
        return None

    def handed_in(self, learner: str) -> float | None:
        return self._times.get(("submitted", learner))

    def due(self, learner: str) -> float | None:
        return self._times.get(("due", learner))


def _plain(text: str) -> str:
    """Without case and separators: exports write `smithalice` and `Smith, Alice` differently."""
    return "".join(char for char in text.casefold() if char.isalnum() or char == "@")
