"""``practice edit``: the drill in the learner's own editor, at the line where it begins."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import click

from commands.frame import completes_exercise, not_in_exam, open_desk, reply, reports
from exercises.environment import HERE
from exercises.errors import PracticeError

#: How editors are told a line, by the name of the program; the rest get the file alone.
_PLUS = {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ed", "mg"}
_COLON = {"hx", "helix", "subl", "zed"}
_GOTO = {"code", "codium", "cursor"}


@click.command()
@click.argument("exercise", required=False, shell_complete=completes_exercise)
@reports
def edit(exercise: str | None, as_json: bool, lang: str | None) -> None:
    """Open a drill in your editor; serve one first if none is.

    The editor is $VISUAL, else $EDITOR, else VS Code.
    """
    from trainer import drills

    desk = open_desk()
    lang = lang or desk.settings.lang
    if exercise is not None:
        spec = desk.catalogue.find(exercise)
        desk.workspace.write_stub(spec, lang)
    else:
        not_in_exam(desk, "name the drill that you want to edit")
        drill = drills.next_drill(desk, lang)
        if drill is None:
            raise PracticeError(
                "There is nothing to write today.", "Name an exercise: `practice edit ce`."
            )
        spec = drill.spec
    path = desk.workspace.stub(spec)
    command = editor_command(HERE.variables, path, _line(path))
    desk.history.close()  # the editor may stay for hours, and others work meanwhile
    reply(
        as_json,
        lambda: {"exercise": spec.id, "path": str(path), "editor": command},
        lambda width: [],
    )
    try:
        subprocess.run(command, check=False)
    except OSError as error:
        raise PracticeError(
            f"The editor `{command[0]}` cannot be started: {error.strerror}.",
            "Set VISUAL or EDITOR to one that can.",
        ) from None


def editor_command(environ: Mapping[str, str], path: Path, line: int) -> list[str]:
    """How the editor is started on a file at a line; PracticeError when there is none."""
    named = environ.get("VISUAL") or environ.get("EDITOR")
    if not named and shutil.which("code", path=environ.get("PATH")):
        named = "code"
    try:
        words = shlex.split(named or "")
    except ValueError as error:
        raise PracticeError(f"VISUAL or EDITOR cannot be read: {error}.", "Correct it.") from None
    if not words:
        raise PracticeError(
            "No editor is set.", f"Set VISUAL or EDITOR, or open {path} in the one you use."
        )
    program = Path(words[0]).name.removesuffix(".exe")
    if program in _PLUS:
        return [*words, f"+{line}", str(path)]
    if program in _GOTO:
        return [*words, "-g", f"{path}:{line}"]
    if program in _COLON:
        return [*words, f"{path}:{line}"]
    return [*words, str(path)]


def _line(path: Path) -> int:
    """Where the writing begins: the line of the stub that says it is not written, else the top."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 1
    places = [n for n, line in enumerate(lines, 1) if "raise NotImplementedError" in line]
    return places[0] if places else 1
