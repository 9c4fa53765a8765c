"""The command at a terminal of 80 columns, typed at by a test."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import subprocess
import time

from tests.e2e.conftest import Learner
from tests.places import PRACTICE

#: Only keeps a hang from stopping the suite.
_SECONDS = 60.0
_AGAIN = 5.0
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r|\x07")


class Typing:
    """Somebody at a terminal with one command in it."""

    def __init__(self, learner: Learner, *arguments: str, pager: str = "cat") -> None:
        self._master, self._slave = pty.openpty()
        self._seen = ""
        self._process = subprocess.Popen(
            [PRACTICE, *arguments],
            cwd=learner.workspace,
            env={
                **learner.environment,
                "TERM": "xterm",
                "COLUMNS": "80",
                "LINES": "40",
                "PAGER": pager,
            },
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            preexec_fn=self._own_terminal,
        )

    def _own_terminal(self) -> None:
        """Make it the terminal of a session of its own, so that Ctrl-C interrupts."""
        os.setsid()
        import fcntl
        import termios

        fcntl.ioctl(self._slave, termios.TIOCSCTTY, 0)

    def types(self, text: str) -> None:
        os.write(self._master, text.encode())

    def reads(self, until: str) -> str:
        """Everything shown until ``until``, without colours; it is then forgotten."""
        deadline = time.monotonic() + _SECONDS
        while until not in self._seen:
            left = deadline - time.monotonic()
            assert self._read(left), f"no {until!r} in:\n{self._seen}"
        shown, _, self._seen = self._seen.partition(until)
        return shown + until

    def ends(self, presses: str = "") -> tuple[int, str]:
        """The exit code, and what was shown at last; ``presses`` is pressed again every few seconds
        where nothing happens, as somebody does."""
        deadline = time.monotonic() + _SECONDS
        again = time.monotonic() + _AGAIN
        # a terminal that nobody reads holds its writer up
        while self._process.poll() is None and time.monotonic() < deadline:
            self._read(0.05)
            if presses and time.monotonic() > again:
                again += _AGAIN
                self.types(presses)
        code = self._process.wait(timeout=1)
        while self._read(0.05):
            pass
        return code, self._seen

    def _read(self, seconds: float) -> bool:
        if seconds <= 0 or not select.select([self._master], [], [], seconds)[0]:
            return False
        with contextlib.suppress(OSError):
            read = os.read(self._master, 65536).decode("utf-8", "replace")
            self._seen += _CONTROL.sub("", read)
            return True
        return False

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._master)
        os.close(self._slave)
