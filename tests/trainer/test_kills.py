"""Writers that are killed at random moments lose nothing and leave nothing twice.

`make kills` does it a thousand times; this is the same on a small scale, and sees to it that a loss
would be noticed.
"""

from __future__ import annotations

import subprocess
import sys

from bench.kills import faults
from tests.places import ROOT
from trainer.history import History


def test_killed_writers_lose_nothing():
    command = [sys.executable, "-m", "bench.kills", "--rounds", "40"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.endswith("wrong: nothing\n"), done.stdout + done.stderr
    assert done.returncode == 0
    assert int(done.stdout.split()[0]) == 48


def test_a_loss_and_a_double_would_be_noticed(desk):
    for mark in ("a", "b", "b"):
        desk.record("answered", "mae-by-hand", {"typed": "1", "right": True, "mark": mark})
    file = desk.history.file
    assert faults(file, ["a", "b"]) == ["1 twice"]
    assert faults(file, ["a", "c"]) == ["1 lost", "1 twice"]
    History(file).keep_folded(0, 0, b"")  # of another version: it is not looked at
    assert faults(file, ["a"]) == ["1 twice"]
