"""Single keys from a terminal, which is always given back as it was."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from types import FrameType, TracebackType
from typing import Any

try:
    import termios
    import tty
except ImportError:  # a platform without terminals as Unix knows them: no keys
    termios = None  # type: ignore[assignment]


class Keyboard:
    """Keys without echo and without Return while it is open; none when nobody sits there."""

    def __init__(self) -> None:
        stream = sys.stdin
        self.there = termios is not None and stream is not None and stream.isatty()
        self.descriptors = [stream.fileno()] if self.there else []
        self._before: Any = None

    def __enter__(self) -> Keyboard:
        signal.signal(signal.SIGTERM, _leave)
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, _leave)
        if self.there:
            self._before = termios.tcgetattr(self.descriptors[0])
            tty.setcbreak(self.descriptors[0])  # Ctrl-C still interrupts
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._before is not None:
            with contextlib.suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self.descriptors[0], termios.TCSADRAIN, self._before)

    def key(self) -> str:
        """The key that was pressed, in lower case; ``q`` when the terminal is gone.

        Only the first of what came at once: a pasted text is no command, nor is the tail of an
        arrow key's escape sequence.
        """
        try:
            pressed = os.read(self.descriptors[0], 1024)
        except OSError:
            pressed = b""
        if not pressed:
            return "q"
        return pressed[:1].decode("ascii", "replace").lower()


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
