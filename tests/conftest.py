"""What holds for all tests: no example of a property is timed, the machine may be busy.

Torch computes on one thread, as it does in the grader: for small tensors its threads mostly wait
for each other, and they spend the processors of the other worker with it.
"""

from __future__ import annotations

import os
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"  # read when torch is loaded

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = ["tests.costs"]


#: Files whose tests share nothing, each of which may run on whatever worker is free.
_ANY_WORKER = ("tests/grader/test_proofs.py", "tests/grader/test_wrapped.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With `--dist loadfile` a file stays on one worker, whose tests share what they start; those
    of a few long files are handed out one by one when all others are, so that no worker is left
    alone with one at the end. (xdist begins with the files that have most tests.)"""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler.loadfile import LoadFileScheduling

    class OneByOneAtTheEnd(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return nodeid if file in _ANY_WORKER else file

    return OneByOneAtTheEnd(config, log)
