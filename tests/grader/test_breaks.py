# ruff: noqa: E501 (a program a row)
"""Where numbers end in inf or nan, lose their digits, or take too much memory: the line is told."""

from __future__ import annotations

import pytest

from exercises.catalogue import load_catalogue
from grader.verdict import Verdict
from packs.ways import sections
from tests.grader.conftest import Grade

SPECS = load_catalogue()


def _told(grade: Grade, exercise: str, title: str) -> Verdict:
    source = dict(sections("wrong", SPECS[exercise]))[title]
    verdict = grade(exercise, source.encode(), explain=True)
    assert (verdict.outcome, verdict.note) == ("failed", "")
    return verdict


@pytest.mark.parametrize(
    ("exercise", "title", "says"),
    [
        ("bpr", "the logarithm of a sigmoid", "line 14: `log` of 0. On line 14 `sigmoid` has become so small"),
        ("n-pairs", "exponentials as they are", "The inf arises on line 1"),
        ("dino", "the softmax of the teacher without its maximum taken off", "`exp` of"),
        ("int8-quant", "a row of zeros divides by zero", "line 6: a division by 0. The 0 comes from `/` on line 5."),
        ("np-mlp-backprop", "no maximum taken away", "line 7: in what is put into `e`."),
        ("chunked-linear-ce", "all logits at once", "On line 10 `@` makes a tensor with as many entries as [N, V]"),
        ("chunked-linear-ce", "in chunks that autograd keeps", "autograd keeps what line 14 makes"),
    ],
)  # fmt: skip
def test_the_line_is_told(grade: Grade, exercise: str, title: str, says: str) -> None:
    assert says in (_told(grade, exercise, title).diagnosis.text or "")


def _mse(grade: Grade, body: str) -> Verdict:
    source = f"import torch\nclass MyMSELoss(torch.nn.Module):\n    def forward(self, y_pred, y_true):\n        {body}\n"
    return grade("mse", source, explain=True)


def test_numbers_that_cancel_are_told_where_they_do(grade: Grade) -> None:
    diagnosis = _mse(grade, "return (y_pred**2 - 2 * y_pred * y_true + y_true**2).mean()").diagnosis
    assert "Digits are lost on line 4: `+` gives" in (diagnosis.text or "")


def test_digits_are_not_blamed_where_float64_is_as_wrong(grade: Grade) -> None:
    diagnosis = _mse(grade, "return (y_pred - y_true).clamp(-100, 100).square().mean()").diagnosis
    assert "Digits" not in (diagnosis.text or "")


def test_digits_of_a_gradient_alone_are_told(grade: Grade) -> None:
    verdict = _told(grade, "attention", "the exponentials without the maximum")
    assert verdict.diagnosis.mistake in ("gradient-digits-lost", "overflows")


def test_whole_numbers_are_not_said_to_be_rounded(grade: Grade) -> None:
    source = """
import numpy as np


def knn(X, y, queries, k):
    out = []
    for q in queries:
        d = np.sqrt(((X - q) ** 2).sum(1))
        out.append(np.bincount(y[np.argsort(d)[::-1][::-1][:k]]).argmax())
    return np.array(out)
"""
    verdict = grade("np-knn", source, explain=True)
    assert verdict.diagnosis.mistake != "narrower-dtype"


def test_a_bound_that_only_shows_at_corners_is_found(grade: Grade) -> None:
    source = """
import torch.nn as nn
import torch.nn.functional as F
class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = F.softmax(y_true, dim=1).clamp(min=1e-3)
        return (p * (p.log() - F.log_softmax(y_pred, dim=1))).sum(dim=1).mean()
"""
    repair = grade("kl", source, explain=True).diagnosis.repair
    assert repair is not None
    assert repair.lines == [6]
    assert "(-0.001)" not in repair.code[0]
