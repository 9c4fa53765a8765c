"""The smallest counterexample, whatever the search may still ask."""

from __future__ import annotations

import pytest

from exercises.catalogue import load_catalogue
from grader.case import Case
from grader.explain import counterexample
from grader.failure import told_apart
from grader.solution import load
from tests.grader.in_process import candidate_of, case_of
from tests.grader.test_signatures import HINGE, POSITIVE, right_hinge, right_positive

DOUBLED = """
import torch

def my_hinge(scores, signs, *, margin=1.0):
    loss = torch.relu(margin - signs * scores).mean()
    return loss + (loss - loss.detach())
"""


@pytest.mark.parametrize("most", range(1, 40, 3))
def test_a_search_that_may_ask_no_more_is_not_flaky(monkeypatch, most):
    monkeypatch.setattr(counterexample, "_MOST_CALLS", most)
    counterexample.smallest(case_of(HINGE, right_hinge, DOUBLED), "gradient")


def test_the_example_is_small():
    found = counterexample.smallest(case_of(HINGE, right_hinge, DOUBLED), "gradient")
    assert found is not None
    assert found.about == "gradient"
    assert len(found.inputs) < 120


def test_whole_numbers_are_shown_whole():
    source = "import torch\n\ndef positive(x):\n    return torch.arange(len(x))\n"
    found = counterexample.smallest(case_of(POSITIVE, right_positive, source), "agreement")
    assert found is not None
    assert (found.expected, found.got) == ("[]", "[0]")


SPECS = load_catalogue()


def smallest_of(exercise: str, source: str, failed_check: str = "agreement"):
    spec = SPECS[exercise]
    case = Case(spec, load(spec), candidate_of(spec, source), 7)
    return counterexample.smallest(case, failed_check)


INFO_NCE = """
import torch
import torch.nn.functional as F

class MyInfoNCE(torch.nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.temperature = temperature

    def forward(self, queries, keys):
        s = F.normalize(queries, dim=1) @ F.normalize(keys, dim=1).T / self.temperature
        neg = s.masked_fill(torch.eye(len(s), dtype=torch.bool), float("-inf"))
        return (neg.logsumexp(1) - s.diagonal()).mean() if len(s) > 1 else (s - s).sum()
"""


def test_no_vector_is_zero_where_none_is_promised_to_be():
    found = smallest_of("info-nce", INFO_NCE)
    assert found is not None
    assert "[0.0, 0.0]" not in found.inputs


def test_far_out_only_what_is_promised_to_be_is_far_out():
    source = """
import torch

def vae_kl(mean, log_variance):
    mean = mean.clamp(-100, 100)
    return -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp(), dim=1).mean()
"""
    found = smallest_of("vae-kl", source, "stability")
    assert found is not None
    assert "000.0]" in found.inputs.splitlines()[0]
    assert "00.0" not in found.inputs.splitlines()[1]


def test_a_chance_is_not_the_parameter_it_is_compared_with():
    source = """
import torch

def dropout(x, u, p, training):
    if not training:
        return x
    return x * 0 if p == 1 else torch.where(u < 1 - p, x / (1 - p), torch.zeros_like(x))
"""
    found = smallest_of("dropout", source)
    assert found is not None
    assert "u = torch.tensor([[0.5]])" not in found.inputs


def test_of_two_results_of_one_shape_the_entry_is_shown_that_differs_most():
    source = """
import torch

def group_norm(x, weight, bias, groups, eps):
    n, c = x.shape[:2]
    g = x.reshape(n, groups, -1)
    g = (g - g.mean(-1, keepdim=True)) / (g.std(-1, keepdim=True) + eps)
    return g.reshape(x.shape) * weight[:, None] + bias[:, None]
"""
    found = smallest_of("group-norm", source)
    assert found is not None
    assert "shape" not in found.expected
    assert found.expected.split(" = ")[0] == found.got.split(" = ")[0]
    assert found.expected != found.got


def test_numbers_that_differ_are_written_so_that_they_do():
    assert told_apart(-7.62936, -7.629361) == ("-7.62936", "-7.629361")
    assert told_apart(1.0, 2.0) == ("1", "2")
    assert told_apart(1.0, float("nan")) == ("1", "nan")
    assert told_apart(0.0, -0.0) == ("0", "0")
