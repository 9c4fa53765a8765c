"""The one way to write a file: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import shlex
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of the file at ``path``, or leave everything as it was.

    A file that a full disk or a kill cut short would be taken for the real one ever after.
    Raises OSError; folders above it are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def quoted(path: Path) -> str:
    """A file's path as it is typed in a shell, from the current folder where it lies below."""
    with contextlib.suppress(ValueError):
        path = path.absolute().relative_to(Path.cwd())
    return shlex.quote(str(path))
