"""A confined process that runs one line after another: a program for the tests of this folder.

Reads ``{"code": ..., "kernel": ..., "limits": {...}}`` a line; for each it forks, enters the
confinement as a candidate does, runs the code, and prints what the name ``result`` then holds, or
the error. ``kernel`` false leaves out Landlock and seccomp, ``listed`` false the list of what may
be reached, so that what lies beneath is seen to hold alone.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from grader import zygote
from grader.candidate import confine, guard, numpy_reach
from grader.limits import limits_from


def run(asked: dict, confinement: confine.Confinement) -> dict:
    limits = limits_from(asked.get("limits", {}))
    numpy = numpy_reach.Numpy() if asked.get("numpy") else None
    confine.take_away(confinement, asked.get("forbidden", []), numpy=numpy is not None)
    confine.enter(confinement, limits, numpy)
    module = sys.modules["learner"] = types.ModuleType("learner")
    names = module.__dict__
    try:
        exec(asked["code"], names)
    except BaseException as error:
        return {
            "error": type(error).__name__,
            "text": str(error)[:2000],
            "mark": guard.mark_of(error),
        }
    return {"result": names.get("result")}


def main() -> None:
    with_kernel, without = zygote.prepare(), confine.Confinement(kernel=False)
    unlisted = confine.Confinement(listed=False)
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            chosen = with_kernel if asked.get("kernel", True) else without
            found = run(asked, chosen if asked.get("listed", True) else unlisted)
            os.write(write, json.dumps(found).encode())
            os._exit(0)
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(pid, 0)
        if not answer:
            answer = json.dumps({"error": "ended", "text": str(status), "mark": None}).encode()
        print(answer.decode(), flush=True)


if __name__ == "__main__":
    main()
