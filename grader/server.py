"""The warm server: a zygote that stays, so that the next grade does not wait for torch.

An optimisation only: the same fork, the same judge, the same verdict as without it. It runs no
learner code and holds no solution. One per user and installation, on a Unix socket in a private
folder. It leaves when idle, when asked to, and when the installation under it changes.

``python -P -E -m grader.server [FD]``: FD is a connection to serve first, so the command that
finds no server starts one and is its first client.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time

from grader import frames, rendezvous, zygote
from grader.candidate import confine

_CHECK_SECONDS = 1.0
#: How soon after a grade the next one is prepared for.
_SOON_SECONDS = 0.02
#: Imported by the judge, or by the explanation of a failure; none of it is a secret.
_LATER = (
    "_pytest._argcomplete",
    "_pytest.helpconfig",
    "_pytest.setupplan",
    "_pytest.skipping",
    "_pytest.tracemalloc",
    "_pytest.unittest",
    "_pytest.warnings",
    "hypothesis.core",
    "hypothesis.strategies",
    "hypothesis.internal.conjecture.providers",
    "torch._subclasses.schema_check_mode",
)


class Server:
    def __init__(self, listener: rendezvous.Listener | None, idle_seconds: float) -> None:
        self.listener = listener
        self.idle_seconds = idle_seconds
        self.installation = rendezvous.installation()
        self.confinement: confine.Confinement = zygote.prepare()
        self.started, self.last_used = time.time(), time.monotonic()
        self.grades = 0
        self.children: set[int] = set()
        self.standby: zygote.Standby | None = None
        self.told, self.tell = os.pipe()
        os.set_blocking(self.told, False)
        os.set_blocking(self.tell, False)
        self.likely = ""
        """What was asked for last: whoever repairs a file asks for the same exercise again."""
        self.asked_to_leave = False
        self.warmed = False

    def serve(self, first: socket.socket | None) -> None:
        signal.signal(signal.SIGTERM, self._leave)
        if first is not None:
            self._accept(first)
        while self.listener is not None and not self._done():
            connection = self._connection(self.listener.socket)
            if connection is not None:
                self._accept(connection)
            elif not self.children:
                self._warm()
                self._stand_by()
        self._dismiss()
        while self.children:
            self._reap(wait=True)

    def _connection(self, listener: socket.socket) -> socket.socket | None:
        """The next client, or None: after a while, or as soon as nobody is being graded."""
        end = time.monotonic() + _CHECK_SECONDS
        while time.monotonic() < end:
            busy = bool(self.children)
            seconds = _SOON_SECONDS if busy else end - time.monotonic()
            ready, _, _ = select.select([listener], [], [], max(0.0, seconds))
            self._reap()
            if ready:
                return listener.accept()[0]
            if busy and not self.children:
                return None
        return None

    def _stand_by(self) -> None:
        if self.standby is None:
            self._learn()
            self.standby = zygote.fork_standby(
                self.confinement,
                close=[self.listener and self.listener.socket],
                likely=self.likely,
                tell=self.tell,
            )

    def _learn(self) -> None:
        """What the wardens said they were asked for."""
        with contextlib.suppress(BlockingIOError):
            while said := os.read(self.told, 1 << 16):
                self.likely = said.decode("utf-8", "replace").split("\n")[-2]

    def _dismiss(self) -> None:
        """Send away the warden that nobody came to."""
        if self.standby is not None:
            self.standby.door.close()
            self.children.add(self.standby.pid)
            self.standby = None

    def _leave(self, *_: object) -> None:
        self.asked_to_leave = True

    def _done(self) -> bool:
        if self.asked_to_leave or not rendezvous.still_ours(self.listener):
            return True
        if self.installation != rendezvous.installation():
            return True
        return not self.children and time.monotonic() - self.last_used > self.idle_seconds

    def _accept(self, connection: socket.socket) -> None:
        """Say who we are and leave everything else to a fork, so that no client can block us."""
        hello = {
            "installation": self.installation,
            "pid": os.getpid(),
            "started": self.started,
            "grades": self.grades,
        }
        try:
            frames.send(connection, json.dumps(hello).encode())
        except frames.Closed:
            connection.close()
            return
        standby, self.standby = self.standby, None
        if standby is not None:
            self.children.add(standby.pid)
        if standby is None or not standby.attend(connection):
            close = [self.listener and self.listener.socket]
            self.children.add(
                zygote.fork_grade(connection, self.confinement, close, tell=self.tell)
            )
        connection.close()

    def _warm(self) -> None:
        """While nobody waits: import what only some grades need, so that no fork has to."""
        if self.warmed:
            return
        self.warmed = True
        gc.disable()
        for name in _LATER:
            importlib.import_module(name)
        from grader import judge

        judge.prepare()
        gc.freeze()
        gc.enable()

    def _reap(self, wait: bool = False) -> None:
        for pid in list(self.children):
            try:
                done, status = os.waitpid(pid, 0 if wait else os.WNOHANG)
            except ChildProcessError:
                done, status = pid, 1
            if done:
                self.children.discard(pid)
                if os.waitstatus_to_exitcode(status) == zygote.GRADED:
                    self.grades += 1
                    self.last_used = time.monotonic()


def main() -> None:
    idle_seconds = float(sys.argv[1])
    first = socket.socket(fileno=int(sys.argv[2])) if len(sys.argv) > 2 else None
    listener = rendezvous.listen()
    try:
        Server(listener, idle_seconds).serve(first)
    finally:
        rendezvous.forget(listener)
    os._exit(0)


if __name__ == "__main__":
    main()
