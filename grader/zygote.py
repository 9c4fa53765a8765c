"""The zygote: imports everything a grade needs, runs no tensor operation, then only forks.

``python -P -m grader.zygote FD`` grades one request from the socket with that descriptor number.
Forking is safe because torch has started no thread yet; it is cheap because the imported objects
are frozen out of garbage collection.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

gc.disable()  # imports make no garbage worth the collector's time: a fifth of it

import warnings  # noqa: E402

os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # the judge wants pytest and nothing else

warnings.filterwarnings("ignore", message="Failed to initialize NumPy")

import _pytest.assertion.rewrite  # noqa: E402, F401
import pytest  # noqa: E402, F401
import safetensors  # noqa: E402, F401
import torch  # noqa: E402
import torch._subclasses.schema_check_mode  # noqa: E402  # printing a tensor wants it
import torch.utils._device  # noqa: E402, F401  # so does asking for the default device

import exercises.catalogue  # noqa: E402, F401
from grader import frames, warden  # noqa: E402
from grader.candidate import confine, serving  # noqa: E402, F401

GRADED = 3


def prepare() -> confine.Confinement:
    """What all grades share, made once before the first fork."""
    confinement = confine.Confinement()
    gc.freeze()
    gc.enable()
    return confinement


def fork_grade(
    client: socket.socket,
    confinement: confine.Confinement,
    close: Sequence[socket.socket | None] = (),
    *,
    tell: int | None = None,
) -> int:
    """Fork a warden, which reads one request from the client and answers it; its pid.

    It exits with :data:`GRADED` when there was a request, and writes the id of the exercise to the
    descriptor ``tell``, in a line of its own.
    """
    pid = os.fork()
    if not pid:
        _grade(lambda: (warden.Warden(confinement), client), close, tell)
    return pid


class Standby(NamedTuple):
    """A warden that was forked ahead of time. Closing ``door`` sends it away."""

    pid: int
    door: socket.socket

    def attend(self, client: socket.socket) -> bool:
        """Hand the client over; False when the warden is gone."""
        try:
            socket.send_fds(self.door, [b"c"], [client.fileno()])
        except OSError:
            return False
        finally:
            self.door.close()
        return True


def fork_standby(
    confinement: confine.Confinement,
    close: Sequence[socket.socket | None] = (),
    *,
    likely: str = "",
    tell: int | None = None,
) -> Standby:
    """Fork a warden that has its judge and its candidate ready before a client comes: a judge that
    knows the exercise which is ``likely`` to be asked for."""
    door, inside = socket.socketpair()

    def met() -> tuple[warden.Warden, socket.socket]:
        ahead = warden.Warden(confinement)
        ahead.stand_by(likely)
        _, descriptors, _, _ = socket.recv_fds(inside, 1, 1)
        inside.close()
        if not descriptors:
            ahead.leave()
            raise frames.Closed("nobody came")
        return ahead, socket.socket(fileno=descriptors[0])

    pid = os.fork()
    if not pid:
        _grade(met, [*close, door], tell)
    inside.close()
    return Standby(pid, door)


def _grade(
    met: Callable[[], tuple[warden.Warden, socket.socket]],
    close: Sequence[socket.socket | None],
    tell: int | None,
) -> NoReturn:
    """What a warden's process does: meet a client, attend to it, and be gone."""
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        confine.leave_with_parent()
        for other in close:
            if other is not None:
                other.close()
        present, client = met()
        try:
            request = warden.next_request(client)
        except BaseException:
            present.leave()
            raise
        if tell is not None:
            with contextlib.suppress(OSError):  # full or closed: then nobody wants to know
                os.write(tell, f"{request.exercise[:100]}\n".encode())
        present.attend(client, request)
        status = GRADED
    except warden.NO_REQUEST:
        pass  # the command went away or asked nothing
    finally:
        os._exit(status)


def main() -> None:
    client = socket.socket(fileno=int(sys.argv[1]))
    os.waitpid(fork_grade(client, prepare()), 0)
    os._exit(0)  # skip the teardown of torch: nothing is left to save


if __name__ == "__main__":
    main()
