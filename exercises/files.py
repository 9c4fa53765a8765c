"""The one way to write a file: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, content: bytes, replace: bool = True) -> None:
    """Put ``content`` at ``path``, or leave everything as it was.

    A file that a full disk or a kill cut short would be taken for the real one ever after. Raises
    OSError, and FileExistsError where something stands there that is not to be replaced; folders
    above it are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")
    try:
        part.write_bytes(content)
        if replace:
            part.replace(path)
        else:
            _name(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _name(part: Path, path: Path) -> None:
    """Name a finished file, never in place of another."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError from None
        part.rename(path)
