"""Where NumPy is installed torch imports it; a learner's file is judged as where it is not."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.places import ROOT

INSIDE = """
import torch
from grader.candidate import reach
assert "numpy" in __import__("sys").modules, "torch imports it"
reach.enforce(reach.plan())
assert torch.ones(2).add(1).sum().item() == 4
try:
    import numpy
except ModuleNotFoundError as error:
    assert error.name == "numpy"
else:
    raise SystemExit("numpy may be imported")
for module in (torch.nn.functional, torch.storage):
    assert not hasattr(module, "np"), module
"""


def test_numpy_cannot_be_reached_by_a_candidate():
    pytest.importorskip("numpy", reason="`make crosscheck` brings it")
    done = subprocess.run(
        [sys.executable, "-c", INSIDE],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
