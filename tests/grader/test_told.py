# ruff: noqa: E501 (a program a row)
"""What is said of common wrong code, and what must not be said of it."""

from __future__ import annotations

import pytest

from grader.verdict import Verdict
from tests.grader.conftest import Grade

_NAMES = {"ce": "MyCELoss", "bce": "MyBCELoss", "kl": "MyKLDivLoss", "focal": "MyFocalLoss",
          "mae": "MyMAELoss", "mse": "MyMSELoss"}  # fmt: skip
_LINE = 8  # of the first statement in forward


def _told(grade: Grade, exercise: str, body: str) -> Verdict:
    init = ""
    if exercise == "focal":
        init = "    def __init__(self, alpha, gamma): super().__init__(); self.__dict__.update(a=alpha, g=gamma)\n"
    head = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n"
    head += f"class {_NAMES[exercise]}(nn.Module):\n{init or chr(10)}"
    head += "    def forward(self, y_pred, y_true):\n"
    body = "".join(f"        {line}\n" for line in body.split("; "))
    verdict = grade(exercise, head + body, explain=True)
    assert verdict.outcome == "failed"
    assert verdict.note == ""
    return verdict


@pytest.mark.parametrize(
    ("exercise", "body", "mistake"),
    [
        # the textbook form overflows at extreme inputs: that hides no other idea
        ("ce", "p = y_pred.sigmoid(); return -(y_true * p.log()).sum(1).mean()", "sigmoid-for-softmax"),
        ("ce", "e = y_pred.exp(); p = e / e.sum(0); return -(y_true * p.log()).sum(1).mean()", "softmax-over-batch"),
        ("ce", "e = y_pred.exp(); p = e / e.sum(); return -(y_true * p.log()).sum(1).mean()", "softmax-over-all"),
        ("ce", "p = y_pred.softmax(1); return (y_true * p.log()).sum(1).mean()", "negated"),
        ("kl", "p, q = y_true.softmax(1), y_pred.softmax(1); return (q * (q / p).log()).sum(1).mean()", "reverse"),
        ("kl", "p, q = y_true.softmax(1), y_pred.softmax(1); return -(p * q.log()).sum(1).mean()", "entropy-missing"),
        ("mae", "return torch.sqrt((y_pred - y_true) ** 2 + 1e-6).mean()", "bent"),
    ],
)  # fmt: skip
def test_a_common_idea_is_named(grade: Grade, exercise: str, body: str, mistake: str) -> None:
    assert _told(grade, exercise, body).diagnosis.mistake == mistake


@pytest.mark.parametrize(
    ("exercise", "body", "line", "says"),
    [
        ("ce", "return -(y_true * torch.log(y_pred)).sum(1).mean()", _LINE, "Those are logits"),
        ("bce", "d = y_pred * 1.5; return -(y_true * torch.log(d)).mean()", _LINE + 1, "of a negative"),
    ],
)  # fmt: skip
def test_the_first_nan_is_located(
    grade: Grade, exercise: str, body: str, line: int, says: str
) -> None:
    text = _told(grade, exercise, body).diagnosis.text or ""
    assert f"line {line}" in text
    assert says in text


def test_a_norm_is_not_said_to_be_divided_and_multiplied_by_the_batch(grade: Grade) -> None:
    """What it is told is true of it: twice the batch makes it larger, by a root."""
    diagnosis = _told(grade, "mse", "return torch.norm(y_pred - y_true)").diagnosis
    assert diagnosis.mistake == "moved-by-repeating-N"
    assert "divided" not in (diagnosis.text or "")


def test_code_that_agrees_on_the_example_only_is_not_accused_of_knowing_it(grade: Grade) -> None:
    diagnosis = _told(grade, "mae", "return (y_pred.abs() - y_true.abs()).mean()").diagnosis
    assert diagnosis.text is None
    assert diagnosis.repair is not None
    assert set(diagnosis.repair.kinds) == {"grouping"}


@pytest.mark.parametrize(
    ("exercise", "body", "wrong"),
    [
        # a clamp above the matching step: the line below works on what is wrong already
        ("focal", "p = y_pred.sigmoid().clamp(0.2, 0.8); pt = torch.where(y_true == 1, p, 1 - p); "
         "a = torch.where(y_true == 1, self.a, 1 - self.a); m = (1 - pt) ** self.g; "
         "return -(a * m * pt.log()).mean()", None),
        # gamma hard-coded on the fifth line: the mean after it is right
        ("focal", "p = y_pred.sigmoid(); pt = torch.where(y_true == 1, p, 1 - p); "
         "a = torch.where(y_true == 1, self.a, 1 - self.a); c = -pt.log(); "
         "f = a * (1 - pt) ** 2 * c; return f.mean()", 4),
        ("ce", "p = y_pred.softmax(1); l = torch.log(p.clamp(1e-2, 0.99)); "
         "return -(y_true * l).sum(1).mean()", 1),
    ],
)  # fmt: skip
def test_a_line_is_blamed_only_where_its_inputs_were_right(
    grade: Grade, exercise: str, body: str, wrong: int | None
) -> None:
    step = _told(grade, exercise, body).diagnosis.step
    assert step is not None
    assert step.wrong_line == (None if wrong is None else _LINE + wrong)


def test_a_gradient_that_is_lost_far_out_is_said_to_be(grade: Grade) -> None:
    source = """
import torch
class MyBCEWithLogitsLoss(torch.nn.Module):
    def forward(self, logits, labels):
        up, down = logits + (1 + (-logits).exp()).log(), (1 + logits.exp()).log()
        return (torch.where(logits > 0, up, down) - logits * labels).mean()
"""
    verdict = grade("bce-stable", source, explain=True)
    assert verdict.outcome == "failed"
    assert verdict.diagnosis.mistake == "gradient-lost-far-out"
