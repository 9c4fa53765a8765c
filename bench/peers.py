"""What else a learner could do: pytest by hand, and a judge from the registry where it installs."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.timing import alternately

_TEST = """import torch
from ce import MyCELoss


def test_value():
    logits, target = torch.randn(4, 3), torch.eye(3)[[0, 1, 2, 0]]
    expected = torch.nn.functional.cross_entropy(logits, target)
    torch.testing.assert_close(MyCELoss()(logits, target), expected)
"""

# What its notebooks do; it looks for the function in the frame of whoever calls `check`.
_TORCH_JUDGE = """import torch
from torch_judge import check


def cross_entropy_loss(logits, targets):
    rows = torch.arange(len(targets))
    return -torch.log_softmax(logits, dim=-1)[rows, targets].mean()


check("cross_entropy")
"""


def table(runs: int) -> list[str]:
    from bench.typed import RIGHT

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ce.py").write_text(RIGHT)
        (Path(folder) / "test_ce.py").write_text(_TEST)
        (Path(folder) / "judged.py").write_text(_TORCH_JUDGE)
        there = importlib.util.find_spec("torch_judge") is not None

        def run(*command: str) -> None:
            subprocess.run(
                [sys.executable, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL
            )

        found = alternately(
            [
                ("`import torch`", lambda: run("-c", "import torch")),
                ("pytest by hand, one test of the value", lambda: run("-m", "pytest", "-q")),
                *(
                    [("torch-judge, its cross entropy", lambda: run("-W", "ignore", "judged.py"))]
                    if there
                    else []
                ),
            ],
            runs,
        )
    torch = found["`import torch`"].median
    lines = ["", "## Peers", "", "| what | s | spread | ratio |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {name} | {t.median:.3f} | {t.spread:.3f} | {t.median / torch:.2f} |"
        for name, t in found.items()
    ]
    if not there:
        lines += ["", "torch-judge was not measured: it is not installed here."]
    return lines
