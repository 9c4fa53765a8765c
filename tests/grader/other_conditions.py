"""Grades files under other conditions than the tests' own: a program for another process.

``python -P other_conditions.py warm|bare`` reads a JSON list of ``[exercise, path]`` and prints one
of ``[outcome, error, messages]``. ``warm`` grades by the command's way, with a server; ``bare``
leaves out what the kernel does for the confinement, as on a platform that has neither Landlock nor
seccomp.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from grader import client
from grader.verdict import Request, Verdict

LIMITS = {"cpu_seconds_per_call": 0.5, "wall_seconds_per_call": 1.5}


def bare() -> Callable[[Request], Verdict]:
    import gc
    import socket

    import msgspec

    from grader import frames, zygote
    from grader.candidate import confine

    confinement = confine.Confinement(kernel=False)
    gc.freeze()

    def grade(request: Request) -> Verdict:
        ours, theirs = socket.socketpair()
        with ours:
            pid = zygote.fork_grade(theirs, confinement, close=[ours])
            theirs.close()
            frames.send(ours, msgspec.json.encode(request))
            verdict = msgspec.json.decode(frames.receive(ours), type=Verdict)
        os.waitpid(pid, 0)  # hung up: there is no other request to wait for
        return verdict

    return grade


def main() -> None:
    grade = bare() if sys.argv[1] == "bare" else client.grade
    found = []
    for exercise, path in json.load(sys.stdin):
        request = Request(
            exercise=exercise,
            source=Path(path).read_bytes(),
            path=path,
            seed=3,
            explain=False,
            limits=LIMITS,
        )
        verdict = grade(request)
        messages = [c.message for c in verdict.checks if c.status == "failed"]
        found.append([verdict.outcome, verdict.error, messages])
    client.stop_server()
    print(json.dumps({"user": os.getuid(), "verdicts": found}))


if __name__ == "__main__":
    main()
