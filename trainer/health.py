"""What can be wrong with a workspace, looked at without changing it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from trainer.history import History
from trainer.workspace import NoWorkspace, Workspace


class Finding(NamedTuple):
    """``ok`` is False for what is broken and None for what is missing but can be done without."""

    name: str
    ok: bool | None
    detail: str


def examine(cwd: Path, environ: Mapping[str, str]) -> Iterator[Finding]:
    """One line each for Python, the exercises, the workspace, its settings and its history."""
    yield Finding(
        "Python", sys.version_info >= (3, 11), f"{sys.version.split()[0]}, {sys.executable}"
    )
    try:
        yield Finding("exercises", True, f"{len(load_catalogue())} found")
    except PracticeError as error:
        yield Finding("exercises", False, str(error))
    try:
        workspace = Workspace.find(cwd, environ)
    except NoWorkspace as error:
        yield Finding("workspace", None, str(error))
        return
    if os.access(workspace.root, os.W_OK):
        yield Finding("workspace", True, str(workspace.root))
    else:
        yield Finding(
            "workspace", False, f"{workspace.root} cannot be written: nothing can be recorded."
        )
    try:
        workspace.settings()
        yield Finding("settings", True, "practice.toml is in order")
    except PracticeError as error:
        yield Finding("settings", False, str(error))
    yield Finding("history", *_history(workspace.private / "history.sqlite3"))


def _history(file: Path) -> tuple[bool, str]:
    if not file.exists():
        return True, "empty: nothing was recorded yet"
    try:
        history = History(file)
        complaint = history.complaint()
        count = history.last_id()
        history.close()
    except PracticeError as error:
        return False, str(error)
    return (False, f"{file} is damaged: {complaint}") if complaint else (True, f"{count} facts")
