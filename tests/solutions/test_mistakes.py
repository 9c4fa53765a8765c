"""Known mistakes: named in the spec, runnable, and no two of them the same."""

import importlib
import itertools

import pytest
import torch

from exercises.catalogue import load_catalogue
from exercises.spec import Spec
from grader.inputs import cast, draw, extreme, generator

SPECS = load_catalogue()
each_exercise = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())

#: Two results count as told apart from this relative difference on: ten times what the grader
#: allows for rounding.
APART = 1e-4


def solution(spec: Spec):
    return importlib.import_module(f"solutions.{spec.module}")


def draws(spec: Spec):
    """Promised inputs: moderate ones of every shape, and large ones where stability decides."""
    large = spec.check("stability").level is None
    combinations = list(itertools.product(*(p.values for p in spec.signature.init)))
    names = [p.name for p in spec.signature.init]
    for seed in range(3):
        for index, dims in enumerate(spec.shapes):
            chosen = combinations[(seed * len(spec.shapes) + index) % len(combinations)]
            init = dict(zip(names, chosen, strict=True))
            yield draw(spec, dims, generator(seed, "mistakes", dims)), init
            if large:
                yield extreme(spec, dims, 1e4, generator(seed, "mistakes", dims)), init


def answers(spec: Spec, function) -> list[torch.Tensor]:
    """Value and gradient on each draw, in float32 as the learner's code would give them."""
    found = []
    for values, init in draws(spec):
        values = cast(values, torch.float32)
        y_pred = values["y_pred"].clone().requires_grad_()
        result = function(y_pred, values["y_true"], **init)
        (gradient,) = torch.autograd.grad(result, y_pred)
        found.append(torch.cat([result.detach().reshape(1), gradient.flatten()]).double())
    return found


def differ(one: list[torch.Tensor], other: list[torch.Tensor]) -> bool:
    def apart(a: torch.Tensor, b: torch.Tensor) -> bool:
        return not torch.allclose(
            a, b, rtol=APART, atol=APART * float(b.nan_to_num(0, 0, 0).abs().max()), equal_nan=True
        )

    return any(apart(a, b) for a, b in zip(one, other, strict=True))


@each_exercise
def test_there_are_ten_or_more_and_the_spec_has_a_sentence_for_each(spec):
    mistakes = solution(spec).MISTAKES
    assert list(mistakes) == list(spec.mistakes)
    assert len(mistakes) >= 10


@each_exercise
def test_every_mistake_returns_a_scalar_with_a_gradient_of_the_input_s_dtype(spec):
    init = {p.name: p.values[0] for p in spec.signature.init}
    for dtype, (name, mistake) in itertools.product(
        (torch.float32, torch.float64), solution(spec).MISTAKES.items()
    ):
        values = cast(draw(spec, spec.shapes[1], generator(0, spec.id)), dtype)
        result = mistake(values["y_pred"].requires_grad_(), values["y_true"], **init)
        assert result.shape == (), name
        assert result.dtype == dtype, name
        assert result.requires_grad, name


@each_exercise
def test_every_mistake_differs_from_the_reference(spec):
    right = answers(spec, solution(spec).reference)
    same = [
        name
        for name, mistake in solution(spec).MISTAKES.items()
        if not differ(answers(spec, mistake), right)
    ]
    assert same == []


@each_exercise
def test_no_two_mistakes_are_the_same(spec):
    found = {name: answers(spec, mistake) for name, mistake in solution(spec).MISTAKES.items()}
    same = [
        (one, other)
        for one, other in itertools.combinations(found, 2)
        if not differ(found[one], found[other])
    ]
    assert same == []


@each_exercise
def test_most_mistakes_show_at_moderate_inputs(spec):
    """Only the ideas that are about stability may need large ones."""
    only_large = {"epsilon-in-log", "through-probabilities", "log-cosh"}
    values = draw(spec, spec.shapes[2], generator(9, spec.id))
    init = {p.name: p.values[-1] for p in spec.signature.init}
    for name, mistake in solution(spec).MISTAKES.items():
        y_pred = values["y_pred"].clone().requires_grad_()
        got = mistake(y_pred, values["y_true"], **init)
        (gradient,) = torch.autograd.grad(got, y_pred)
        reference_pred = values["y_pred"].clone().requires_grad_()
        right = solution(spec).reference(reference_pred, values["y_true"], **init)
        (expected,) = torch.autograd.grad(right, reference_pred)
        shows = not (
            torch.allclose(got, right, rtol=APART) and torch.allclose(gradient, expected, APART)
        )
        assert shows or name in only_large, name
