"""What an honest learner's file may contain beside the loss."""

from __future__ import annotations

import concurrent.futures
import os
import signal
import time
from pathlib import Path

import pytest

from grader import client
from tests.grader.conftest import Grade

_CE = """
import torch
import torch.nn as nn
import torch.nn.functional as F

class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -(y_true * F.log_softmax(y_pred, 1)).sum(1).mean()
"""
_FOCAL = """
import torch

class MyFocalLoss(torch.nn.Module):
    def __init__(self, {parameters}):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, y_pred, y_true):
        ce = torch.nn.functional.softplus(y_pred) - y_pred * y_true
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        return (alpha_t * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
"""


def test_a_comparison_with_pytorch_below_the_class_is_no_part_of_the_loss(grade: Grade) -> None:
    demo = """
y_pred, y_true = torch.randn(4, 3), torch.eye(3)[[0, 1, 2, 2]]
print(nn.CrossEntropyLoss()(y_pred, y_true), MyCELoss()(y_pred, y_true))
"""
    assert grade("ce", _CE + demo).outcome == "passed"


def test_a_value_made_with_pytorch_s_own_above_the_class_is_refused(grade: Grade) -> None:
    verdict = grade(
        "ce",
        "import torch\nx = torch.nn.CrossEntropyLoss()(torch.ones(2, 2), torch.ones(2, 2))\n" + _CE,
    )
    assert verdict.outcome == "failed"
    assert "cross_entropy_loss" in verdict.checks[0].message


@pytest.mark.parametrize(
    "parameters",
    ["alpha, gamma", "alpha=0.25, gamma=2", "*, gamma, alpha", "alpha, gamma, reduction='mean'"],
)
def test_parameters_may_have_defaults_or_be_keywords(grade: Grade, parameters: str) -> None:
    assert grade("focal", _FOCAL.format(parameters=parameters)).outcome == "passed"


def test_parameters_in_another_order_are_told_apart(grade: Grade) -> None:
    verdict = grade("focal", _FOCAL.format(parameters="gamma, alpha"))
    assert verdict.outcome == "failed"
    assert "MyFocalLoss(alpha, gamma)" in next(c.message for c in verdict.checks if c.message)


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b"# -*- coding: utf-8 -*-\n"])
def test_a_byte_order_mark_and_a_coding_line_are_fine(grade: Grade, prefix: bytes) -> None:
    assert grade("ce", prefix + _CE.encode()).outcome == "passed"


def test_windows_line_endings_are_fine(grade: Grade) -> None:
    assert grade("ce", _CE.replace("\n", "\r\n")).outcome == "passed"


def test_a_flood_of_output_is_stopped_and_is_the_learner_s(grade: Grade) -> None:
    source = _CE.replace("        return", "        print('x' * 10**8)\n        return")
    verdict = grade("ce", source)
    assert verdict.outcome == "failed"
    assert "printed more than 32 MB" in next(c.message for c in verdict.checks if c.message)
    assert len(verdict.printed) <= 64 * 1024


def test_printing_to_look_at_values_is_fine_and_shown_once(grade: Grade) -> None:
    source = _CE.replace(
        "        return", "        print('shape', tuple(y_pred.shape))\n        return"
    )
    verdict = grade("ce", source)
    assert verdict.outcome == "passed"
    assert verdict.printed == "shape (4, 3)\n"


@pytest.mark.parametrize(
    "demo",
    [
        "torch.testing.assert_close(torch.ones(1), torch.ones(1))",
        "torch.autograd.gradcheck(lambda x: x.exp(), torch.ones(1, dtype=torch.float64,"
        " requires_grad=True))",
    ],
)
def test_a_harmless_try_out_stands_anywhere(grade: Grade, demo: str) -> None:
    assert grade("ce", f"{_CE}\n{demo}\n").outcome == "passed"
    assert grade("ce", f"import torch\n{demo}\n{_CE}").outcome == "passed"


_KILLED = """
import time
import torch
class MyMAELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        time.sleep(1.5)
        return (y_pred - y_true).abs().mean()
"""


def test_a_candidate_killed_from_outside_is_an_error_of_the_machine(grade: Grade) -> None:
    """As by the system when memory is short: nothing about the learner's code is known."""
    grade("mae", _KILLED.replace("time.sleep(1.5)", "pass"))
    with concurrent.futures.ThreadPoolExecutor() as pool:
        graded = pool.submit(grade, "mae", _KILLED)
        time.sleep(0.7)  # it is asleep in its first call by now
        for pid in _candidates():
            os.kill(pid, signal.SIGKILL)
        verdict = graded.result()
    assert verdict.outcome == "error", verdict.checks
    assert "killed from outside" in str(verdict.error)


def _candidates() -> list[int]:
    """Of the server's grandchildren the leaders of their own groups; one may only stand by."""
    greeted = client.greet()
    assert greeted is not None
    greeted[0].close()
    below = [pid for warden in _children(greeted[1].pid) for pid in _children(warden)]
    return [pid for pid in below if os.getpgid(pid) == pid]


def _children(pid: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []


@pytest.mark.parametrize(
    "demo",
    [
        "torch.jit.CompilationUnit('def f(x): return x')",
        "torch.onnx.export(MyCELoss(), 'loss.onnx')",
        "torch.save(MyCELoss(), 'loss.pt')",
        "open('results.txt', 'w')",
    ],
)
def test_a_try_out_below_the_class_that_is_refused_is_no_part_of_the_loss(
    grade: Grade, demo: str
) -> None:
    assert grade("ce", f"{_CE}\n{demo}\n").outcome == "passed"
    verdict = grade("ce", f"import torch\n{demo.replace('MyCELoss()', '1')}\n{_CE}")
    assert verdict.outcome == "failed"
    assert verdict.checks[0].status == "failed"
