"""The smallest counterexample, whatever the search may still ask."""

from __future__ import annotations

import pytest

from grader.explain import counterexample
from tests.grader.in_process import case_of
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
