"""What the command may ask besides a grade: that the warm server starts, shows itself or leaves,
and what the grader finds on this machine.

Imports no torch.
"""

from __future__ import annotations

import select
import subprocess
import time
from pathlib import Path

import msgspec

from grader import client


class Status(msgspec.Struct, frozen=True):
    """A look at the warm server of this installation; everything else is None when none runs."""

    running: bool
    pid: int | None = None
    age_seconds: float | None = None
    memory_mb: float | None = None
    """Resident memory, shared pages included; None where ``/proc`` is missing."""
    grades: int | None = None


def status() -> Status:
    greeted = client.greet()
    if greeted is None:
        return Status(running=False)
    connection, hello = greeted
    connection.close()
    return Status(
        running=True,
        pid=hello.pid,
        age_seconds=max(0.0, time.time() - hello.started),
        memory_mb=_resident_mb(hello.pid),
        grades=hello.grades,
    )


def stop() -> Status:
    """Ask the server to leave; how it was just before."""
    before = status()
    client.stop_server()
    return before


class Starting:
    """A server on its way, so that the first grade does not have to start one itself."""

    def __init__(self, idle_minutes: float) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        if idle_minutes <= 0 or client.without_server() or status().running:
            return
        self._process = subprocess.Popen(
            client.python_command("grader.server", str(idle_minutes * 60)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=client.clean_environment(),
            start_new_session=True,
        )

    def wait(self) -> None:
        """Until it serves, or is known not to; a grade that follows need not start another."""
        while self._process is not None:
            if self._process.poll() is not None or status().running:
                self._process.returncode = self._process.returncode or 0  # it stays
                self._process = None
            else:
                select.select([], [], [], 0.02)  # sleep() minds a shifted clock


class Finding(msgspec.Struct, frozen=True):
    """One line of ``practice doctor``: a layer or part, whether it is there, what it means."""

    name: str
    ok: bool
    detail: str


def inspect() -> list[Finding]:
    """What the grader finds on this machine: torch, and every layer of the confinement.

    Runs a process that imports torch, so it takes as long as a cold start.
    """
    try:
        done = subprocess.run(
            client.python_command("grader.inspection"),
            capture_output=True,
            cwd="/",
            env=client.clean_environment(),
            timeout=client.START_SECONDS,
            check=True,
        )
        findings = msgspec.json.decode(done.stdout, type=list[Finding])
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        return [Finding("torch", False, f"the grader cannot start: {lines[-1] if lines else '?'}")]
    except (subprocess.TimeoutExpired, msgspec.DecodeError, OSError) as error:
        return [Finding("torch", False, f"the grader cannot start: {error}")]
    return [*findings, _server_finding()]


def _server_finding() -> Finding:
    greeted = client.greet()
    if greeted is None:
        return Finding("warm server", True, "not running; the next grade starts it")
    greeted[0].close()
    return Finding("warm server", True, f"running as process {greeted[1].pid}")


def _resident_mb(pid: int) -> float | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    sizes = [line.split()[1] for line in lines if line.startswith("VmRSS:")]
    return int(sizes[0]) / 1024 if sizes else None
