"""What went wrong, as one sentence and what to do about it; never a traceback."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path

from screens.markdown import command
from screens.terminal import Terminal, show_json
from screens.wrapping import wrap


def show_error(message: str, remedy: str = "", as_json: bool = False) -> None:
    """On standard error for people; on standard output, as one object, for ``--json``."""
    if as_json:
        show_json({"outcome": "error", "error": message, "remedy": remedy})
        return
    terminal = Terminal(sys.stderr)
    lines = [line for part in message.splitlines() for line in wrap(command(part), terminal.width)]
    lines += wrap(command(remedy), terminal.width) if remedy else []
    terminal.show(lines)


def keep_details(error: BaseException) -> Path | None:
    """Write the traceback where it can be sent from; None when nowhere can be written.

    In ``$XDG_STATE_HOME/practice`` (``~/.local/state/practice``), else the temporary folder.
    """
    state = os.environ.get("XDG_STATE_HOME")
    home = Path(state) if state else Path.home() / ".local" / "state"
    details = "".join(traceback.format_exception(error))
    for folder in (home / "practice", Path(tempfile.gettempdir())):
        file = folder / "practice-error.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{sys.argv}\n{details}", encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return file
    return None
