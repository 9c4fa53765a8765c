"""What can be wrong with a workspace, looked at without changing it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from trainer.history import History
from trainer.workspace import NoWorkspace, Workspace

#: What was looked at, whether it is well (None: missing, can be done without), what it means.
Examined = tuple[str, bool | None, str]


def examine(cwd: Path, environ: Mapping[str, str]) -> Iterator[Examined]:
    """One line each for Python, the exercises, the workspace, its settings and its history."""
    yield "Python", sys.version_info >= (3, 11), f"{platform.python_version()}, {sys.executable}"
    try:
        yield "exercises", True, f"{len(load_catalogue())} found"
    except PracticeError as error:
        yield "exercises", False, str(error)
    try:
        workspace = Workspace.find(cwd, environ)
    except NoWorkspace as error:
        yield "workspace", None, str(error)
        return
    if os.access(workspace.root, os.W_OK):
        yield "workspace", True, str(workspace.root)
    else:
        yield "workspace", False, f"{workspace.root} cannot be written: nothing can be recorded."
    try:
        workspace.settings()
        yield "settings", True, "practice.toml is in order"
    except PracticeError as error:
        yield "settings", False, str(error)
    yield "history", *_history(workspace.private / "history.sqlite3")


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
