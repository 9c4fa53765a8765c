"""The zygote: imports everything a grade needs, runs no tensor operation, then only forks.

``python -P -m grader.zygote FD`` grades one request from the socket with that descriptor number.
Forking is safe because torch has started no thread yet; it is cheap because the imported objects
are frozen out of garbage collection.
"""

from __future__ import annotations

import gc
import os
import socket
import sys

gc.disable()  # imports make no garbage worth the collector's time: a fifth of it

import warnings  # noqa: E402

warnings.filterwarnings("ignore", message="Failed to initialize NumPy")

import _pytest.assertion.rewrite  # noqa: E402, F401
import msgspec  # noqa: E402
import pytest  # noqa: E402, F401
import safetensors  # noqa: E402, F401
import torch  # noqa: E402, F401

import exercises.catalogue  # noqa: E402, F401
from grader import frames, warden  # noqa: E402
from grader.candidate import confine, host  # noqa: E402, F401
from grader.verdict import Request  # noqa: E402


def prepare() -> confine.Confinement:
    """What all grades share, made once before the first fork."""
    confinement = confine.Confinement()
    gc.freeze()
    gc.enable()
    return confinement


def fork_grade(client: socket.socket, confinement: confine.Confinement, request: Request) -> int:
    """Fork a warden for one request; its pid."""
    pid = os.fork()
    if pid:
        return pid
    try:
        confine.leave_with_parent()
        warden.attend(client, confinement, request)
    finally:
        os._exit(0)


def main() -> None:
    client = socket.socket(fileno=int(sys.argv[1]))
    confinement = prepare()
    try:
        request = msgspec.json.decode(frames.receive(client), type=Request)
    except frames.Closed:
        return  # the command went away while torch was being imported
    os.waitpid(fork_grade(client, confinement, request), 0)
    os._exit(0)  # skip the teardown of torch: nothing is left to save


if __name__ == "__main__":
    main()
