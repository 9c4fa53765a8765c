"""Ends what does not end: the time a candidate may take, per call and over the whole grade.

Processor time decides whether code loops, so that a busy machine fails nobody. Wall-clock time
counts only while the candidate is not even trying to run: neither on a processor nor in the
queue for one, by the kernel's own account.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from grader.limits import Limits

#: After so many time-outs no further question is asked: the rest would time out as well.
MOST_TIMEOUTS = 2
#: The share of the grade's time a learner's code may sleep away in all.
_WAITING_SHARE = 0.4


class Gone(Exception):
    """The candidate did not answer. ``reason``: ``cpu``, ``wall``, ``slow``, ``exit``,
    ``signal``, ``flood``, ``printed`` or ``nonsense`` are the learner's; ``spent`` says that it
    was not asked again after those; ``machine`` is not the learner's."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


@dataclass
class Spent:
    """What one grade has used so far, over all its candidates."""

    timeouts: int = 0
    processor: float = 0.0
    waiting: float = 0.0
    printed: int = 0
    """Bytes the learner's code printed."""

    def require_some_left(self) -> None:
        if self.timeouts >= MOST_TIMEOUTS:
            raise Gone("spent")


class Watch:
    """Looks at a candidate every few milliseconds while the judge waits for one answer."""

    def __init__(self, pid: int, limits: Limits, spent: Spent) -> None:
        self.pid, self.limits, self.spent = pid, limits, spent
        self.started = time.monotonic()
        self.processor_started, self.queue_started = processor_seconds(pid), queue_seconds(pid)
        self.used = self.waited = 0.0

    def past(self, work: Callable[[], None]) -> None:
        """Do some work of the judge's own, for as long as which nobody would have read an answer:
        that counts as no waiting of the learner's code."""
        began = time.monotonic()
        work()
        self.started += time.monotonic() - began
        self.look()

    def look(self) -> None:
        """Raise :class:`Gone` once a limit is passed."""
        elapsed = time.monotonic() - self.started
        queued = queue_seconds(self.pid) - self.queue_started
        self.used = processor_seconds(self.pid) - self.processor_started
        self.waited = max(0.0, elapsed - self.used - queued)
        limits = self.limits
        if self.used > limits.cpu_seconds_per_call:
            self._stop("cpu", limits.cpu_seconds_per_call)
        if self.spent.processor + self.used > limits.cpu_seconds_per_grade:
            self._stop("slow", limits.cpu_seconds_per_grade, all_of_them=True)
        most_waiting = _WAITING_SHARE * limits.seconds_per_grade
        if self.spent.waiting + self.waited > most_waiting:
            self._stop("wall", most_waiting, all_of_them=True)
        if elapsed > limits.wall_seconds_per_call:
            if queued > elapsed / 2:
                raise Gone("machine", "the machine is too busy to run the learner's code")
            self._stop("wall", limits.wall_seconds_per_call)

    def _stop(self, reason: str, limit: float, all_of_them: bool = False) -> None:
        self.spent.timeouts += MOST_TIMEOUTS if all_of_them else 1
        raise Gone(reason, f"{limit:g}")

    def close(self) -> None:
        """Add to the grade's account what this answer took."""
        self.spent.processor += max(self.used, 0.0)
        self.spent.waiting += self.waited


class Patience:
    """The same for a candidate that has not read the learner's file yet: only wall-clock time."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def look(self) -> None:
        if time.monotonic() > self.end:
            raise Gone("machine", "the machine is too busy to start a process")


def processor_seconds(pid: int) -> float:
    """Processor time of another process (Linux: its clock id is made from its pid); 0 where the
    platform does not tell, or when the process has ended."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def queue_seconds(pid: int) -> float:
    """How long a process was ready to run and no processor was free (``/proc/PID/schedstat``,
    its second number); 0 where the kernel keeps no such account."""
    try:
        with open(f"/proc/{pid}/schedstat", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0
