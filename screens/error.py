"""What went wrong, as one sentence and what to do about it; never a traceback."""

from __future__ import annotations

import linecache
import re
import sys
import tempfile
import traceback
from pathlib import Path

import click

from exercises.environment import HERE
from exercises.errors import PracticeError
from exercises.files import write_whole
from screens.markdown import command
from screens.terminal import Terminal, show_json
from screens.wrapping import wrap


def explained(error: Exception) -> tuple[str, str, int]:
    """What happened, what to do about it, and the exit code: 2 wrong usage, 3 a fault."""
    match error:
        case PracticeError():
            return error.message, error.remedy, error.exit_code
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message(), "", 2
        case click.UsageError():
            command_path = error.ctx.command_path if error.ctx else "practice"
            usage = f"`{command_path} --help` shows how it is used."
            return error.format_message(), usage, 2
        case click.ClickException():
            return error.format_message(), "", 2
        case OSError(strerror=str(why)):
            where = f": {error.filename}" if error.filename else ""
            call = failed_call(error)
            asked = f" `{call}`" if call else ""
            return (
                f"The system refused{asked}: {why}{where}.",
                "`practice doctor` looks for the cause.",
                3,
            )
    kept = keep_details(error)
    where = f" The details are in {kept}." if kept else ""
    return (
        f"`practice` failed with something unforeseen: {type(error).__name__}.{where}",
        "`practice doctor` checks the installation; please report this with that file.",
        3,
    )


def failed_call(error: BaseException) -> str:
    """What was called when this was raised, as it stands in the code: `os.replace`; empty when
    nobody can tell."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames or not frames[-1].line:
        return ""
    last = frames[-1]
    text = linecache.getline(last.filename, last.lineno or 0).encode()
    called = text[last.colno : last.end_colno].decode("utf-8", "replace")
    found = re.match(r"[\w.]+(?=\()", called)
    return found[0] if found else ""


def show_error(message: str, remedy: str = "", as_json: bool = False) -> None:
    """On standard error for people; on standard output, as one object, for ``--json``."""
    if as_json:
        show_json({"outcome": "error", "error": message, "remedy": remedy})
        return
    if message.partition(" ")[0].isalpha():  # not a file's name
        message = message[:1].upper() + message[1:]
    terminal = Terminal(sys.stderr)
    lines = [line for part in message.splitlines() for line in wrap(command(part), terminal.width)]
    lines += wrap(command(remedy), terminal.width) if remedy else []
    terminal.show(lines)


def keep_details(error: BaseException) -> Path | None:
    """Write the traceback where it can be sent from; None when nowhere can be written.

    In ``$XDG_STATE_HOME/practice`` (``~/.local/state/practice``), else the temporary folder.
    """
    details = "".join(traceback.format_exception(error))
    for folder in (HERE.place("state"), Path(tempfile.gettempdir())):
        if folder is None:
            continue
        file = folder / "practice-error.log"
        try:
            write_whole(file, f"{sys.argv}\n{details}".encode(errors="backslashreplace"))
        except OSError:
            continue
        return file
    return None
