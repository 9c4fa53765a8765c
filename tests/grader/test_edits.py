"""The edits that the search for the fault tries are programs, and their sentences give nothing
away."""

from __future__ import annotations

import ast

import pytest

from grader.explain.edits import KINDS, edits, steps
from grader.explain.edits.answer import pool

CUT = b"""
def f(x, k):
    kept = (x > k) & (x > 0)
    return sum([x // k * kept for i in range(1)])
"""

LOSS = b"""
import torch
import torch.nn as nn

class MyLoss(nn.Module):
    def __init__(self, alpha=0.25, eps=1e-8):
        super().__init__()
        self.alpha = alpha
        self.eps = eps

    @torch.no_grad()
    def forward(self, y_pred, y_true):
        \"\"\"Says nothing.\"\"\"
        z = y_pred - y_pred.max(dim=1).values
        p = torch.softmax(z, dim=-1)
        p = p / p.sum(1, keepdim=True)
        with torch.no_grad():
            weight = torch.where(y_true == 1, self.alpha, 1 - 0.25)
        total = p.log().detach()
        total *= weight
        per_sample = -(y_true * total).sum(1) ** 2
        shifted = total[:, 1:] - weight[:, None] + weight.unsqueeze(0).var(0)
        print("\xe6\x8d\x9f\xe5\xa4\xb1")
        return per_sample.mean() if len(per_sample) > 1 else per_sample.sum()
"""

NO_RETURN = b"""
def loss(a, b):
    d = (a - b).abs().mean()
"""


ANSWER = """
class Right(nn.Module):
    def __init__(self, alpha):
        super().__init__()
        self.alpha = alpha

    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=-2)
        scaled = self.alpha * log_probs / math.sqrt(3.5)
        per_sample = -(y_true * scaled).sum(dim=1).erf()
        for _ in range(2):
            per_sample = per_sample.clamp(min=-100)
        return per_sample.mean()
"""
POOL = pool(ANSWER, "Right", ["y_pred", "y_true"], ["alpha"])
_STEPS = pool("def right(a, b):\n    d = a - b\n    return d.exp()", "right", ["a", "b"], [])


def test_the_answer_s_pieces_are_put_into_the_learner_s_names():
    source = LOSS.replace(b"y_pred", b"x").replace(b"y_true", b"t")
    made = {piece[2] for edit in edits(source, POOL) for piece in edit.pieces}
    assert {"(3.5)", "(self.alpha * (p))", "((p).clamp(min=-100))"} <= made
    step = "torch.nn.functional.log_softmax(x, dim=-2)"
    steps_made = {piece[2] for edit in steps(source, POOL) for piece in edit.pieces}
    assert f"({step})" in steps_made
    assert f"(self.alpha * {step} / __import__('math').sqrt(3.5))" in steps_made
    assert not any("per_sample" in text or "scaled" in text for text in steps_made)


_USED = b"""
def loss(a, b):
    size = a.sum()
    same = a
    low = size.log()
    high = (low + same).exp() * size
    return (high - b) + size
"""


def test_a_part_is_made_of_the_names_that_nothing_else_uses():
    of = {edit.shown: edit.made_of for edit in steps(_USED, _STEPS)}
    assert of["(low + same).exp() * size"] == (("low", 5),)  # `size` is used in the result too
    assert of["size.log()"] == ()
    assert of["high - b"] == (("high", 6),)


def test_nothing_is_taken_for_a_function_with_other_arguments_and_no_step_for_all_of_it():
    assert steps(NO_RETURN.replace(b"(a, b)", b"(a, b, c)"), POOL) == []
    whole = b"def loss(a, b):\n    return (a - b).abs().mean()\n"
    assert all(edit.shown != "(a - b).abs().mean()" for edit in steps(whole, POOL))


@pytest.mark.parametrize("source", [LOSS, NO_RETURN], ids=["loss", "no return"])
def test_every_edit_is_another_program(source):
    found = [*edits(source, POOL), *steps(source, POOL)]
    assert found
    for edit in found:
        text = edit.applied(source)
        ast.parse(text)
        assert text != source
        assert 1 <= edit.line <= source.count(b"\n")


def test_every_kind_is_made_and_said_in_both_languages():
    made = {edit.kind for source in (LOSS, NO_RETURN, CUT) for edit in edits(source, POOL)}
    made |= {edit.kind for edit in steps(LOSS, POOL)}
    assert KINDS.keys() - made == set()
    assert all(text.en and text.zh for text in KINDS.values())


def test_what_is_said_is_what_stands_there_and_not_what_to_type():
    for edit in edits(LOSS):
        said = edit.sentence("en")
        for _, _, text in edit.pieces:
            if len(text) > 8 and text.strip("()") not in LOSS.decode():
                assert text not in said


def test_the_most_probable_come_first():
    ranks = [edit.rank for edit in edits(LOSS)]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("source", [b"", b"def (", b"\xff\xfe", b"x = 1", b"class A: pass"])
def test_what_has_no_function_has_no_edits(source):
    assert edits(source) == []


def test_what_guards_against_zero_is_not_made_to_do_away_with_it():
    """A count that is kept from 0 before it is summed, a floor of 1 under probabilities: each would
    put a wrong file right for a reason that has nothing to do with it."""
    source = b"""
def loss(a, m):
    mean = (a * m).sum() / m.sum().clamp(min=1)
    return mean - a.clamp_min(1e-30).log().sum()
"""
    made = [edit.applied(source).decode() for edit in edits(source, POOL)]
    assert made
    assert not any("m).clamp(min=1)).sum()" in text for text in made)
    assert not any("clamp_min((1.0))" in text for text in made)
    assert any("clamp_min((0.0))" in text for text in made)


def test_a_quotient_that_is_cut_off_and_a_strict_comparison_are_edits():
    written = {edit.applied(CUT).decode() for edit in edits(CUT)}
    assert any("(x) / (k)" in text for text in written)
    assert any("x >= k" in text for text in written)
    assert any("| (x > 0)" in text for text in written)
    assert any("for i in range((2))" in text for text in written)
