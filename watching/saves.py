"""Noticing that a file was saved, and reading it when it is whole."""

from __future__ import annotations

import ast
import contextlib
import select
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

#: Notifications closer together than this are one save.
_SETTLE_MS = 5
#: How long a file has to be left alone: one that parses, and one that may be half-written.
_QUIET_SECONDS = 0.004
_QUIET_BROKEN_SECONDS = 0.15
_MOST_SECONDS = 2.0


class Look(NamedTuple):
    """Which file stands under a name, and which state of it; a rename changes the inode."""

    inode: int
    size: int
    modified_ns: int


def look(path: Path) -> Look | None:
    """None when there is no such file just now, as in the middle of some editors' saves."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Look(found.st_ino, found.st_size, found.st_mtime_ns)


def settled(path: Path, read: Callable[[Path], bytes]) -> tuple[bytes, Look | None]:
    """The bytes of a file that is being saved, once nobody writes it any more, and which they are.

    Editors empty a file and then fill it, or write it in pieces. What does not parse is looked at
    for longer, since it may be half of something; if it stays so, it is what the learner wrote.
    """
    begun = time.monotonic()
    while True:
        before = look(path)
        source = read(path) if before is not None else b""
        quiet = time.monotonic() + (_QUIET_SECONDS if _parses(source) else _QUIET_BROKEN_SECONDS)
        while (same := look(path) == before) and time.monotonic() < quiet:
            select.select([], [], [], 0.002)  # sleep() minds a shifted clock
        if same and before is not None:
            return source, before
        if time.monotonic() - begun > _MOST_SECONDS:
            return read(path), before


def _parses(source: bytes) -> bool:
    if not source.strip():
        return False
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


class Saves:
    """Calls ``changed`` from a thread of its own whenever something in a folder changes.

    The folder is watched and not the file, since many editors save by renaming a new file over
    the old. Where the system cannot notify (out of watches, some network shares), it is polled.
    """

    def __init__(self, folder: Path, changed: Callable[[], None]) -> None:
        self._folder, self._changed = folder, changed
        self._stop = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def close(self) -> None:
        self._stop.set()

    def _watch(self) -> None:
        import watchfiles

        for polling in (None, True):
            with contextlib.suppress(OSError):
                for _ in watchfiles.watch(
                    self._folder,
                    watch_filter=None,
                    debounce=5 * _SETTLE_MS,
                    step=_SETTLE_MS,
                    stop_event=self._stop,
                    rust_timeout=500,
                    force_polling=polling,
                    poll_delay_ms=200,
                    recursive=False,
                    raise_interrupt=False,
                    ignore_permission_denied=True,
                ):
                    self._changed()
                return
