"""Every drawn input keeps the promise that the statement makes of its kind, and so do examples."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.catalogue import load_catalogue
from exercises.kinds import KINDS
from exercises.libraries import usable
from exercises.promises import promise_fault
from exercises.signature import Argument
from exercises.texts import Text
from grader import inputs, ranges
from grader.draws import Draw

SPECS = {spec.id: spec for spec in usable(load_catalogue().values())}


def keeps(argument: Argument, value: torch.Tensor, sizes: dict[str, int]) -> str | None:
    return promise_fault(value.tolist(), argument, sizes)


@given(
    kind=st.sampled_from(sorted(KINDS)),
    shape=st.lists(st.integers(1, 4), min_size=1, max_size=3),
    of=st.integers(1, 5),
    seed=st.integers(0, 2**16),
)
@settings(deadline=None, max_examples=400)
def test_a_drawn_tensor_keeps_its_kind_s_promise(kind, shape, of, seed):
    shape = [*shape, 4] if kind == "boxes" else shape
    argument = Argument("x", kind, list(shape), Text("x"), of="C" if KINDS[kind].of else "")
    drawn = Draw(torch.Generator().manual_seed(seed)).kind(kind, *shape, of=of)
    assert list(drawn.shape) == shape
    expected = {"float": torch.float64, "int": torch.int64, "bool": torch.bool}
    assert drawn.dtype == expected[KINDS[kind].dtype]
    assert keeps(argument, drawn, {"C": of}) is None


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
@given(seed=st.integers(0, 2**16))
@settings(deadline=None, max_examples=20)
def test_the_inputs_of_an_exercise_keep_its_promises(spec, seed):
    single, joint = inputs.large_sizes(spec)
    for sizes in [*spec.sizes, *single[:1], *([joint] if joint and seed % 20 == 0 else [])]:
        drawn = inputs.draw(spec, sizes, inputs.generator(seed, "promise"))
        assert list(drawn) == [argument.name for argument in spec.signature.arguments]
        for argument in spec.signature.arguments:
            if argument.optional and drawn[argument.name] is None:
                continue  # left out, as it may be
            assert keeps(argument, drawn[argument.name], sizes) is None


def test_no_two_real_numbers_are_equal_by_being_held_at_a_bound():
    """Where no two vectors are promised to be equal, those of one dimension were at times."""
    drawn = Draw(torch.Generator().manual_seed(0)).kind("values", 20_000)
    assert int((drawn.abs() == 4.0).sum()) == 0
    assert 3.9 < float(drawn.abs().max()) <= 4.0


@pytest.mark.parametrize("seed", range(20))
def test_one_number_is_followed_far_out_on_both_sides_whatever_the_seed(seed: int) -> None:
    """A scale held at 100 shows on one side, and among vectors of which none fits its own."""
    spec = SPECS["clip"]
    seen = {
        float(
            ranges.reaching(
                spec, spec.sizes[-1], size, "mixed", inputs.generator(seed, "reach", size)
            )["log_scale"].sign()
        )
        for size in ranges.STEPS
    }
    assert seen == {1.0, -1.0}
