"""The processes of a grade and their descriptors: how they end, and how none is left behind."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import time
from pathlib import Path

_PF_EXITING = 0x4  # of a process that the kernel takes down; its sockets close before it is dead

_GRACE = 0.5  # seconds a process that hung up may take to leave a status behind


def close_all_but(kept: set[int]) -> None:
    previous = 3
    for descriptor in sorted(kept - {0, 1, 2}):
        os.closerange(previous, descriptor)
        previous = descriptor + 1
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(previous, max(4096, min(most, 1 << 20)))  # RLIM_INFINITY is -1 or huge


def kill(pid: int) -> tuple[int, bool]:
    """End a child and its group: its wait status, and whether it had to be ended.

    One that is on its way out is given a moment to leave its own status behind."""
    deadline = time.monotonic() + _GRACE
    status, killed = 0, False
    try:
        done, status = os.waitpid(pid, os.WNOHANG)
        while not done and _on_its_way_out(pid) and time.monotonic() < deadline:
            time.sleep(0.002)
            done, status = os.waitpid(pid, os.WNOHANG)
        if not done:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            # one that was exiting all the same keeps the status it exited with
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    except ChildProcessError:
        pass
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    return status, killed


def _on_its_way_out(pid: int) -> bool:
    """Whether the process has ended or is ending, as far as can be told."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        exiting = int(fields[5]) & _PF_EXITING
    except (OSError, IndexError, ValueError):
        return False
    return state in "XxZ" or bool(exiting)


def leave_nothing_behind(but: int = 0) -> None:
    """Kill whatever is a child of this process, and whatever was reparented to it, but one."""
    if sys.platform != "linux":
        return
    for _ in range(100):
        children = Path(f"/proc/self/task/{os.getpid()}/children")
        try:
            pids = [int(pid) for pid in children.read_text().split()]
        except OSError:
            pids = _children_by_scan()
        pids = [pid for pid in pids if pid != but]
        if not pids:
            return
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except OSError:
                continue


def _children_by_scan() -> list[int]:
    own = str(os.getpid())
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            if fields[1] == own:
                found.append(int(entry.name))
    return found
