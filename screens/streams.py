"""The streams a command was started with, where one of them is closed.

Imports nothing of ours and nothing heavy: it is asked before a command is chosen.
"""

from __future__ import annotations

import os
import sys
from typing import IO


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
