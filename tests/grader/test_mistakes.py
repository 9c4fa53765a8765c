"""Wrong files are told what is wrong: ideas that all exercises share, steps, counterexamples.

That an exercise's own ideas are named is proved in `test_proofs.py`.
"""

from __future__ import annotations

import re

import pytest

from exercises.answer import mistakes
from exercises.catalogue import Catalogue
from grader.explain import steps
from packs.wrong_files import mistaken_file
from tests.grader.conftest import Grade

_CE = """
import torch
class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = y_pred - y_pred.logsumexp(1, keepdim=True)
        per_sample = -(y_true * log_probs).sum(1)
        return {result}
"""


@pytest.mark.parametrize(
    ("result", "mistake"),
    [
        ("per_sample.sum()", "times-batch"),
        ("-per_sample.mean()", "negated"),
        ("-per_sample.sum()", "times-batch+negated"),
        ("per_sample", "not-reduced"),
        ("2 * per_sample.mean()", "times-two"),
        ("per_sample.mean() / 2.302585092994046", "log-base-10"),
        ("-2 * (y_true * y_pred).sum(1).mean()", "softmax-missing+times-two"),
        ("per_sample.mean().item()", "not-a-tensor"),
        ("per_sample.mean().detach()", "gradient-zero"),
        ("per_sample.mean().float()", "dtype-changed"),
        ("per_sample.float().mean().to(y_pred.dtype)", "narrower-dtype"),
        ("3 * per_sample.mean() - 2 * per_sample.mean().detach()", "gradient-scaled"),
    ],
)
def test_general_ideas_and_pairs_are_named(grade: Grade, result: str, mistake: str) -> None:
    verdict = grade("ce", _CE.format(result=result), explain=True)
    assert verdict.outcome == "failed"
    assert verdict.diagnosis.mistake == mistake


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_idea_alone_is_the_one_that_is_named_with_everything_else(
    grade: Grade, lang: str
) -> None:
    source = _CE.format(result="per_sample.sum()")
    everything = grade("ce", source, explain=True, lang=lang).diagnosis
    alone = grade("ce", source, explain="idea", lang=lang).diagnosis
    assert everything.repair is not None
    assert everything.counterexample is not None
    assert (alone.mistake, alone.text) == (everything.mistake, everything.text)
    assert (alone.step, alone.repair, alone.counterexample, alone.tried) == (None, None, None, 0)


def test_an_unknown_idea_is_not_given_a_name(grade: Grade) -> None:
    verdict = grade("ce", _CE.format(result="per_sample.mean() ** 1.5 + 0.1"), explain=True)
    assert verdict.outcome == "failed"
    assert verdict.diagnosis.mistake is None
    assert verdict.diagnosis.step is not None
    assert verdict.diagnosis.step.name == "per_sample"


def test_the_first_wrong_step_is_found_in_a_loop(grade: Grade) -> None:
    source = """
import torch
class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        total = 0
        for x, y in zip(y_pred, y_true):
            log_probs = x - x.logsumexp(0)
            total = total + log_probs.max()
        return total * total
"""
    step = grade("ce", source, explain=True).diagnosis.step
    assert step is not None
    assert (step.name, step.line) == ("log_softmax", 7)


def test_steps_are_told_apart_where_no_dimension_is_one(catalogue: Catalogue) -> None:
    """A sum over one entry is that entry: there one step would be taken for another."""
    for spec in catalogue.values():
        first = spec.sizes[steps._most_telling_first(spec)[0]]
        assert 1 not in first.values() or all(1 in size.values() for size in spec.sizes)


def test_the_counterexample_is_small_and_can_be_pasted(grade: Grade) -> None:
    import torch

    found = grade("ce", _CE.format(result="per_sample.sum()"), explain=True).diagnosis
    assert found.counterexample is not None
    scope: dict[str, torch.Tensor] = {}
    exec("import torch\n" + found.counterexample.inputs, scope)
    assert scope["y_pred"].shape == scope["y_true"].shape == (2, 2)
    assert float(found.counterexample.expected) == pytest.approx(0.693147, rel=1e-5)
    assert float(found.counterexample.got) == pytest.approx(2 * 0.693147, rel=1e-5)


def test_explanations_are_in_the_language_asked_for(grade: Grade, catalogue: Catalogue) -> None:
    source = mistaken_file(catalogue.find("ce"), "softmax-missing")
    verdict = grade("ce", source, explain=True, lang="zh")
    assert verdict.diagnosis.text == mistakes(catalogue.find("ce"))["softmax-missing"].zh
    assert "你的结果" in next(c.message for c in verdict.checks if c.status == "failed")


@pytest.mark.parametrize(
    ("exercise", "mistake"),
    [
        ("iou", "not-clamped"),
        ("bradley-terry", "pair-reversed"),
        ("dice", "factor-two-missing"),
        ("dpo", "beta-divides"),
    ],
)
def test_the_counterexample_has_numbers_for_the_head(
    grade: Grade, catalogue: Catalogue, exercise: str, mistake: str
) -> None:
    source = mistaken_file(catalogue.find(exercise), mistake)
    found = grade(exercise, source, explain=True).diagnosis.counterexample
    assert found is not None
    numbers = re.findall(r"-?\d+\.\d+", found.inputs.split("\n# ")[0])
    assert numbers
    assert all(float(number) * 4 == int(float(number) * 4) for number in numbers), found.inputs
