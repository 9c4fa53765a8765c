"""The streams a command was started with, and how wide what it prints may be.

Imports nothing of ours and nothing heavy: it is asked before a command is chosen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import IO

#: Narrower than this nothing can be read; wider than that nobody has a window.
_NARROWEST, _WIDEST = 10, 10_000


def width_of(environ: Mapping[str, str]) -> int:
    """Columns: as ``COLUMNS`` says if it says a number above 0, else of the terminal, else 80."""
    said = environ.get("COLUMNS", "")
    width = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
    for descriptor in (0, 1, 2):
        if width > 0:
            break
        try:
            width = os.get_terminal_size(descriptor).columns
        except OSError:
            continue
    return min(max(width or 80, _NARROWEST), _WIDEST)


def open_closed_streams() -> None:
    """Give a command that was started without one of its streams (``>&-``) one nobody reads.

    Python sets such a stream to None, and the first file that is opened takes its number: what
    was meant for the reader would be written into it.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def nobody_reads(stream: IO[str]) -> None:
    """Let what is still written to a closed pipe go nowhere, so that the command ends as it would
    have ended; Python itself would try once more while it shuts down."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
