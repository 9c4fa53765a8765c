"""What this machine gives the grader, for ``practice doctor``.

``python -P -E -m grader.inspection`` prints a JSON list; it runs in a process of its own because
it imports torch. :func:`grader.service.inspect` reads it.
"""

from __future__ import annotations

import json
import os
import time


def main() -> None:
    started = time.perf_counter()
    import torch

    seconds = time.perf_counter() - started
    from grader.candidate import confine

    found = [
        {"name": "torch", "ok": True, "detail": f"{torch.__version__}, imports in {seconds:.1f} s"},
        {
            "name": "fork",
            "ok": hasattr(os, "fork"),
            "detail": "processes can be forked"
            if hasattr(os, "fork")
            else "missing: grading needs a system with fork (Linux, macOS, WSL)",
        },
    ]
    found += [{"name": n, "ok": ok, "detail": detail} for n, ok, detail in confine.layers()]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
