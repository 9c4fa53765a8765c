"""The command's side of the grader: hands over a request, gets a verdict. Imports no torch."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time

import msgspec

from grader import frames
from grader.limits import limits_from
from grader.verdict import Request, Verdict, failure_of_ours

#: What the command waits beyond the grade's own limit: importing torch on a slow disk.
_START_SECONDS = 120.0


def grade(request: Request) -> Verdict:
    """Grade the request and return a verdict; never raises for what the learner's code does."""
    started = time.perf_counter()
    verdict = _grade_cold(request)
    timings = {**verdict.timings, "total": time.perf_counter() - started}
    return msgspec.structs.replace(verdict, timings=timings)


def clean_environment() -> dict[str, str]:
    """The environment without what could steer Python, pytest or torch inside the grader."""
    steering = ("PYTHON", "PYTEST", "TORCH", "LD_PRELOAD", "OMP_", "MKL_", "COVERAGE")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(steering)}
    return {**kept, "OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def python_command(module: str, *arguments: str) -> list[str]:
    """Run one of our modules with nothing unsafe on the path: no current folder, no PYTHON*."""
    return [sys.executable, "-P", "-E", "-m", module, *arguments]


def _grade_cold(request: Request) -> Verdict:
    """Start a grader for this one request."""
    ours, theirs = socket.socketpair()
    with ours, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            python_command("grader.zygote", str(theirs.fileno())),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=complaints,
            stderr=complaints,
            env=clean_environment(),
            start_new_session=True,
        )
        theirs.close()
        try:
            ours.settimeout(_START_SECONDS + limits_from(request.limits).seconds_per_grade)
            frames.send(ours, msgspec.json.encode(request))
            return msgspec.json.decode(frames.receive(ours), type=Verdict)
        except (frames.Closed, TimeoutError, msgspec.DecodeError) as error:
            return _no_verdict(request, process, complaints.fileno(), error)
        finally:
            ours.close()
            _end(process)


def _no_verdict(
    request: Request, process: subprocess.Popen[bytes], complaints: int, error: Exception
) -> Verdict:
    text = os.pread(complaints, 4000, 0).decode("utf-8", "replace").strip()
    last = text.splitlines()[-1] if text else str(error)
    return failure_of_ours(
        request,
        f"the grader could not start or ended early ({last})",
        "Run `practice doctor` to see what is missing; your file and your history are untouched.",
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Closing the socket makes the grader leave by itself; insist if it does not."""
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
