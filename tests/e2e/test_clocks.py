"""A clock that is shifted, as by `faketime`: clocks disagree, and some cannot be read at all."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

#: Three days back in the clock of the day, one hour on in the monotonic one; the clock of another
#: process cannot be read, as with libfaketime.
_SHIFT = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *at) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    if ((int)id < 0) { errno = EINVAL; return -1; }
    int done = real(id, at);
    if (id == CLOCK_REALTIME) at->tv_sec -= 3 * 86400;
    if (id == CLOCK_MONOTONIC) at->tv_sec += 3600;
    return done;
}
"""

MAE = """
import torch
class MyMAELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).abs().mean()
"""


@pytest.fixture
def shifted(tmp_path):
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("needs a C compiler")
    source, library = tmp_path / "shift.c", tmp_path / "shift.so"
    source.write_text(_SHIFT)
    command = [compiler, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("needs a C compiler for shared libraries")
    return {"LD_PRELOAD": str(library)}


def test_a_shifted_clock_changes_no_verdict(learner, shifted):
    learner.types("init", ".", folder=learner.workspace.parent)
    with tempfile.TemporaryDirectory(prefix="pr-") as place:  # a grader that has this clock, too
        env = {**shifted, "XDG_RUNTIME_DIR": place}
        learner.types("next", env=env)
        file = Path(learner.workspace / "mae.py")
        file.write_text(MAE)
        for _ in "cold", "warm":
            ran = learner.types("grade", "mae", "--json", env=env)
            assert (ran.code, ran.data["outcome"]) == (0, "passed"), ran.err
        file.write_text(MAE.replace("mean()", "sum()"))
        assert learner.types("grade", "mae", env=env).code == 1
        learner.types("server", "stop", env=env)
