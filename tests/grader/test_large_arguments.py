"""Arguments larger than any result may be come back too: nobody is told to have changed them."""

from __future__ import annotations

import torch

from grader.calls import Call
from tests.grader.in_process import case_of
from tests.grader.test_signatures import HINGE, right_hinge

RIGHT = """
import torch

def my_hinge(scores, signs, *, margin=1.0):
    return torch.relu(margin - signs * scores).mean()
"""
CHANGES = RIGHT.replace("    return", "    scores += 1\n    return")


def test_an_argument_of_a_million_and_one_entries_comes_back():
    values = {"scores": torch.zeros(1_000_001), "signs": torch.ones(1_000_001)}
    for source, changed in ((RIGHT, ()), (CHANGES, ("scores",))):
        case = case_of(HINGE, right_hinge, source)
        (answer,) = case.candidate.ask(Call(values, {"margin": 1.0}))
        assert answer.changed_inputs == changed
