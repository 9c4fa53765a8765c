"""What can be wrong with a workspace, looked at without changing it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from exercises.catalogue import load_catalogue
from exercises.environment import HERE, Environment
from exercises.errors import PracticeError
from trainer.files import quoted
from trainer.history import History
from trainer.merge import conflicts
from trainer.repair import offer
from trainer.snapshot import disagrees
from trainer.workspace import NoWorkspace, Workspace

#: A disk that takes this much takes a fact.
_PROBE = 64 * 1024
#: So many damaged facts are named; the rest is counted.
_NAMED = 5


class Finding(NamedTuple):
    """``ok`` is False for what is broken and None for what is missing but can be done without."""

    name: str
    ok: bool | None
    detail: str


def examine(env: Environment = HERE) -> Iterator[Finding]:
    """One line each for Python, the exercises, the workspace, its settings and its history."""
    yield Finding(
        "Python", sys.version_info >= (3, 11), f"{sys.version.split()[0]}, {sys.executable}"
    )
    try:
        catalogue = load_catalogue()
        yield Finding("exercises", True, f"{len(catalogue)} found")
        for name, why in catalogue.left_out.items():
            yield Finding("pack", False, f"{name} is not used: {why.en}")
    except PracticeError as error:
        yield Finding("exercises", False, str(error))
    try:
        workspace = Workspace.find(env)
    except NoWorkspace as error:
        yield Finding("workspace", None, str(error))
        return
    yield Finding("workspace", *_workspace(workspace))
    try:
        workspace.settings()
        yield Finding("settings", True, "practice.toml is in order")
    except PracticeError as error:
        yield Finding("settings", False, str(error))
    file = workspace.private / "history.sqlite3"
    yield Finding("history", *_history(file))
    for apart in conflicts(file):
        yield Finding(
            "history",
            False,
            f"{apart.file.name} beside it holds {apart.lacking} facts that it lacks, as when two "
            f"machines wrote at once: `practice import {quoted(apart.file)}` adds them.",
        )


def _workspace(workspace: Workspace) -> tuple[bool, str]:
    """Whether something can be recorded here: by trying."""
    private = workspace.private
    if os.path.lexists(private) and not private.is_dir():
        return False, f"{private} is no folder, and the history belongs in it: move it away."
    probe = private / f".probe-{os.getpid()}"
    try:
        private.mkdir(exist_ok=True)
        probe.write_bytes(bytes(_PROBE))
    except OSError as error:
        why = error.strerror or error
        return False, f"{workspace.root} cannot be written ({why}): nothing can be recorded."
    finally:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)
    return True, str(workspace.root)


def made_anew(file: Path) -> bool:
    """Drop the state that is kept when it is not what the facts make; whether it was."""
    history = _opened(file)
    wrong = disagrees(history)
    if wrong:
        history.drop_folded()
    history.close()
    return wrong


def _opened(file: Path) -> History:
    """A history whose facts are called as exercises are now, where those can be read."""
    try:
        names = load_catalogue().now_called
    except PracticeError:
        names = {}
    return History(file, names=names)


def _history(file: Path) -> tuple[bool, str]:
    if file.parent.exists() and not file.parent.is_dir():
        return False, f"{file.parent} is no folder"
    try:
        history = _opened(file)
        complaint = history.complaint()
        count = sum(1 for _ in history.facts())
        aside = dict(history.set_aside)
        wrong_state = complaint is None and disagrees(history)
        history.close()
    except PracticeError as error:
        return False, str(error)
    if complaint:
        return False, f"{file} is damaged: {complaint}"
    if wrong_state:
        return False, (
            "the state that is kept beside the facts is not what they make: "
            "`practice doctor --repair` makes it anew, and nothing is lost"
        )
    if not aside:
        return True, f"{count} facts" if count else "empty: nothing was recorded yet"
    named = ", ".join(f"{id_} ({why})" for id_, why in sorted(aside.items())[:_NAMED])
    found = offer(file)
    helps = found is not None and set(found.lacking) & set(aside)
    remedy = " `practice doctor --repair` puts back what a backup holds of them." if helps else ""
    told = f"{len(aside)} facts cannot be read and are set aside: {named}."
    return False, f"{told} The other {count} count.{remedy}"
