"""Where candidates come from: forked, confined for the exercise that is graded, and ended."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING, NoReturn

from grader import processes
from grader.candidate import confine
from grader.limits import Limits

if TYPE_CHECKING:
    from grader.candidate.numpy_reach import Numpy


class Candidate:
    """A forked candidate: its pid and the descriptors the judge is to get."""

    def __init__(self, pid: int, sock: socket.socket, output: int) -> None:
        self.pid, self.sock, self.output = pid, sock, output

    def hand_over(self, control: socket.socket) -> None:
        socket.send_fds(control, [self.pid.to_bytes(4, "big")], [self.sock.fileno(), self.output])
        self.close()

    def close(self) -> None:
        self.sock.close()
        os.close(self.output)


class Nursery:
    """Forks the candidates of one warden. What Python can take away from them is taken away in the
    warden's own process, once and for all of them (:meth:`settle`), or by a candidate itself."""

    def __init__(self, confinement: confine.Confinement) -> None:
        self.confinement = confinement
        self.limits = Limits()
        self.forbidden: tuple[str, ...] = ()
        self.numpy = False
        self.settled = False
        self._arrays: Numpy | None = None
        self._alive: set[int] = set()

    def suits(self, forbidden: tuple[str, ...], numpy: bool) -> bool:
        """Whether the next candidate would be confined as an exercise wants it that forbids this
        besides all losses."""
        return (forbidden, numpy) == (self.forbidden, self.numpy)

    def settle(self) -> None:
        """Confine, as far as Python does it, all that are forked from here on. No judge can be
        forked any more."""
        if not self.settled:
            self.settled = True
            if self.numpy:  # here and nowhere else: what grades the others never meets it
                from grader.candidate.numpy_reach import Numpy

                self._arrays = Numpy()
            confine.take_away(self.confinement, self.forbidden, numpy=self.numpy)

    def fork(self) -> Candidate:
        ours, theirs = socket.socketpair()
        output_read, output_write = os.pipe()
        pid = os.fork()
        if not pid:
            self._become_candidate(theirs, output_write)
        theirs.close()
        os.close(output_write)
        os.set_blocking(output_read, False)
        self._alive.add(pid)
        return Candidate(pid, ours, output_read)

    def _become_candidate(self, sock: socket.socket, output: int) -> NoReturn:
        try:
            confine.leave_with_parent()
            os.setpgid(0, 0)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(output, 1)
            os.dup2(output, 2)
            kept = {0, 1, 2, sock.fileno()}
            if self.confinement.rules is not None:
                kept.add(self.confinement.rules)
            processes.close_all_but(kept)
            os.chdir("/")
            sys.stdout = os.fdopen(
                1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False
            )
            sys.stderr = os.fdopen(
                2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False
            )
            limits, confinement, forbidden = self.limits, self.confinement, self.forbidden
            settled, numpy = self.settled, self._arrays
            from grader.candidate import serving

            # Nothing of ours that the learner's code has no use for stays within its reach.
            self.__dict__.clear()
            gc.freeze()
            if not settled:
                confine.take_away(confinement, forbidden)
            confine.enter(confinement, limits, numpy)
            serving.serve(sock, numpy)
        except BaseException as error:
            # to the captured output: the judge quotes it when the candidate never got ready
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
        finally:
            os._exit(70)

    # -- their ends ------------------------------------------------------------------------

    def end(self, pid: int) -> tuple[int, bool]:
        """End one of them: its wait status, and whether it had to be killed."""
        if pid not in self._alive:
            return 0, False
        self._alive.discard(pid)
        return processes.kill(pid)

    def stop(self) -> None:
        """None of them runs from here on; what the kernel has to clear away may take longer."""
        for pid in self._alive:
            for signalled in (os.killpg, os.kill):
                with contextlib.suppress(OSError):
                    signalled(pid, signal.SIGKILL)

    def bury(self) -> None:
        """Wait until those that were stopped are cleared away."""
        for pid in self._alive:
            with contextlib.suppress(OSError):
                os.waitpid(pid, 0)
        self._alive.clear()
