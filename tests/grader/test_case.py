"""What a check is given to ask with."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import pytest
import torch

from exercises.catalogue import load_catalogue
from grader.case import Case
from grader.failure import dims_text

SPECS = load_catalogue()


def few(first: dict[str, object], values: dict[str, list[object]], most: int = 4) -> list:
    spec = SimpleNamespace(
        signature=SimpleNamespace(
            init=[SimpleNamespace(name=n, values=v) for n, v in values.items()], wanted=()
        ),
        examples=[SimpleNamespace(init=first)],
    )
    return Case(spec, None, None, 0).few_settings(most)  # type: ignore[arg-type]


@pytest.mark.parametrize("first", list(itertools.product((1, 2, 3), "abc")))
def test_of_three_by_three_values_every_one_is_asked(first):
    found = few({"a": first[0], "b": first[1]}, {"a": [1, 2, 3], "b": ["a", "b", "c"]})
    assert found[0] == {"a": first[0], "b": first[1]}
    assert {one["a"] for one in found} == {1, 2, 3}
    assert {one["b"] for one in found} == {"a", "b", "c"}
    assert len(found) == 4


@pytest.mark.parametrize("name", [n for n, spec in SPECS.items() if spec.signature.init])
def test_every_exercise_is_asked_with_several_values_of_every_argument(name):
    case = Case(SPECS[name], None, None, 0)  # type: ignore[arg-type]
    found = case.few_settings()
    assert found[0] == case.settings()[0]
    assert len(found) == min(4, len(case.settings()))
    for parameter in SPECS[name].signature.init:
        asked = [one[parameter.name] for one in found]
        different = {str(v) for v in [*parameter.values, asked[0]]}
        assert len({str(v) for v in asked}) >= min(3, len(different)), parameter.name


def test_without_arguments_there_is_one_setting():
    assert few({}, {}) == [{}]


def test_the_shape_of_inputs_is_not_that_of_a_network_s_weights() -> None:
    values = {"critic.layer": torch.zeros(5, 2), "real": torch.zeros(3, 2)}
    assert dims_text(values) == "[3, 2]"
