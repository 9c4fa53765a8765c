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
        for index, dims in enumerate(spec.sizes):
            chosen = combinations[(seed * len(spec.sizes) + index) % len(combinations)]
            init = dict(zip(names, chosen, strict=True))
            yield draw(spec, dims, generator(seed, "mistakes", dims)), init
            if large:
                yield extreme(spec, dims, 1e4, generator(seed, "mistakes", dims)), init


def answer(spec: Spec, function, values: dict, init: dict) -> torch.Tensor:
    """Value and gradients, flattened into one float64 tensor."""
    values = {name: value.clone() for name, value in values.items()}
    leaves = [values[a.name].requires_grad_() for a in spec.signature.arguments if a.grad]
    result = function(*values.values(), **init)
    found = torch.autograd.grad(result.sum(), leaves)
    return torch.cat([part.detach().flatten() for part in (result, *found)]).double()


def answers(spec: Spec, function) -> list[torch.Tensor]:
    """The answer to each draw, in float32 as the learner's code would give it."""
    return [
        answer(spec, function, cast(values, torch.float32), init) for values, init in draws(spec)
    ]


def apart(one: torch.Tensor, other: torch.Tensor) -> bool:
    size = float(other.nan_to_num(0, 0, 0).abs().max())
    return not torch.allclose(one, other, rtol=APART, atol=APART * size, equal_nan=True)


def differ(one: list[torch.Tensor], other: list[torch.Tensor]) -> bool:
    return any(map(apart, one, other))


@each_exercise
def test_there_are_ten_or_more_and_the_spec_has_a_sentence_for_each(spec):
    mistakes = solution(spec).MISTAKES
    assert list(mistakes) == list(spec.mistakes)
    assert len(mistakes) >= 10


@each_exercise
def test_every_mistake_returns_what_the_reference_does_with_a_gradient(spec):
    init = {p.name: p.values[0] for p in spec.signature.init}
    for dtype, (name, mistake) in itertools.product(
        (torch.float32, torch.float64), solution(spec).MISTAKES.items()
    ):
        values = cast(draw(spec, spec.sizes[-1], generator(0, spec.id)), dtype)
        for argument in spec.signature.arguments:
            values[argument.name].requires_grad_(argument.grad)
        result = mistake(**values, **init)
        assert result.shape == solution(spec).reference(**values, **init).shape, name
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
    only_large = {
        "epsilon-in-log",
        "errors-cut-off",
        "exponential-overflow",
        "logits-cut-off",
        "through-probabilities",
    }
    init = {p.name: p.values[-1] for p in spec.signature.init}
    for name, mistake in solution(spec).MISTAKES.items():
        shows = any(
            apart(
                answer(spec, mistake, values, init),
                answer(spec, solution(spec).reference, values, init),
            )
            for values in (draw(spec, dims, generator(9, spec.id, dims)) for dims in spec.sizes)
        )
        assert shows or name in only_large, name
