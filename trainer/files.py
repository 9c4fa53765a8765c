"""Files that the learner names: written where they said, and named as a shell takes them."""

from __future__ import annotations

import contextlib
import shlex
from pathlib import Path

from exercises.environment import HERE
from exercises.errors import PracticeError
from exercises.files import write_whole


def write_anew(path: Path, content: bytes) -> None:
    """Write what the learner asked for to the file that they named.

    PracticeError when it cannot be written, and when something else stands there: a file is
    replaced only by one of its own kind, which begins with the same four bytes.
    """
    try:
        if path.is_dir():
            raise PracticeError(f"{path} is a folder.", "Name a file in it.")
        if path.exists():
            with path.open("rb") as stream:
                before = stream.read(4)
            if before and before != content[:4]:
                raise PracticeError(
                    f"{path} is there already, and holds something else.",
                    "Name another file, or move that one away; nothing was written.",
                )
        write_whole(path, content)
    except OSError as error:
        raise PracticeError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Name another file, or make its folder writable.",
            exit_code=3,
        ) from None


def quoted(path: Path) -> str:
    """A file's path as it is typed in a shell, from the current folder where it lies below."""
    with contextlib.suppress(ValueError):
        path = path.absolute().relative_to(HERE.cwd)
    return shlex.quote(str(path))
