"""What workers of the tests are given to do; a module of its own, so that they can import it."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def deadly(task: bytes) -> bytes:
    """Give the task back; die of one that says so, and count the deaths in the file it names."""
    text = task.decode()
    if text.startswith("die "):
        with Path(text.removeprefix("die ")).open("a") as counted:
            counted.write("x")
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "raise":
        raise ValueError("not this one")
    return f"{text} done".encode()


def modules(task: bytes) -> bytes:
    """Where a module of that name comes from in a worker."""
    import importlib

    return str(importlib.import_module(task.decode()).__file__).encode()
