"""Rows in another order: asked where the reference does not mind, of inputs that had an order."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import torch

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from exercises.spec import Spec
from grader import modules
from grader.checks import test_d_permutation as order
from grader.checks.test_d_permutation import batch_axis, promised, reordered
from grader.failure import CheckFailed
from tests.grader.conftest import Grade
from tests.grader.in_process import case_of
from tests.grader.test_signatures import failed, made_up

LARGEST = """
import torch

def largest(x):
    return {written}
"""


def _largest(more: str = "") -> Spec:
    return made_up(
        "def largest(x) -> scalar",
        "x: values [N], gradient wanted",
        "[{N: 1}, {N: 4}, {N: 7}]",
        "x: [0.5, 2.0], gives: 2.0",
        more,
    )


def _reference(x: torch.Tensor) -> torch.Tensor:
    return x.max()


@pytest.fixture
def ascending(monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that always draws the largest last, which its statement does not promise."""
    own = SimpleNamespace(inputs=lambda draw, sizes: {"x": draw.normal(sizes["N"]).sort().values})
    monkeypatch.setattr(modules, "module", lambda spec: own)


#: What asks of inputs that were drawn otherwise finds it too.
OTHERS_OFF = "checks: {{permutation: {}, any-shape: {{level: off}}, corners: {{level: off}},"
OTHERS_OFF += " reach: {{level: off}}, stability: {{level: off}}}}"
ASKED = OTHERS_OFF.format("{level: core}")
UNASKED = OTHERS_OFF.format("{}")


def test_code_that_counts_on_the_order_of_what_was_drawn_fails_by_it_alone(ascending: None) -> None:
    assert failed(_largest(ASKED), _reference, LARGEST.format(written="x[-1]")) == ["permutation"]


def test_the_right_answer_does_not_mind(ascending: None) -> None:
    assert failed(_largest(ASKED), _reference, LARGEST.format(written="x.max()")) == []


def test_what_a_module_draws_is_left_in_its_order_unless_the_spec_asks(ascending: None) -> None:
    assert failed(_largest(UNASKED), _reference, LARGEST.format(written="x[-1]")) == []
    assert batch_axis(_largest(UNASKED)) is None


def test_the_sentence_says_what_was_done(ascending: None) -> None:
    case = case_of(_largest(ASKED), _reference, LARGEST.format(written="x[-1]"))
    with pytest.raises(CheckFailed) as failure:
        order.test_permutation(case)
    assert failure.value.en.startswith("With the rows along N in another order: With inputs")
    assert "which row comes first" in failure.value.en
    assert failure.value.zh.startswith("把 N 这一维的各行换个顺序后：")


def test_a_gradient_that_stays_behind_fails(ascending: None) -> None:
    written = "x.max().detach() + x[-1] - x[-1].detach()"
    assert failed(_largest(ASKED), _reference, LARGEST.format(written=written)) == ["permutation"]


def _running(x: torch.Tensor) -> torch.Tensor:
    return x.cumsum(0)


@pytest.mark.parametrize(("reference", "asked"), [(_running, False), (torch.sigmoid, True)])
def test_the_reference_says_whether_the_order_matters(reference: Any, asked: bool) -> None:
    spec = made_up(
        "def each(x) -> [N]", "x: values [N]", "[{N: 1}, {N: 4}]", "x: [0.0], gives: [0.0]"
    )
    assert promised(case_of(spec, reference, "")) is asked


def test_a_matrix_of_pairs_is_reordered_along_both_axes() -> None:
    x, order = torch.arange(3.0), torch.tensor([2, 0, 1])
    pairs = x.unsqueeze(0) - 10 * x.unsqueeze(1)
    moved = x[order].unsqueeze(0) - 10 * x[order].unsqueeze(1)
    assert torch.equal(reordered(pairs, ["N", "N"], "N", order), moved)  # type: ignore[arg-type]


@pytest.mark.parametrize("exercise", ["nms", "cosine-warmup", "mae"])
def test_ids_that_count_rows_are_left_alone(exercise: str) -> None:
    assert batch_axis(load_catalogue()[exercise]) == {"nms": None}.get(exercise, "N")


@pytest.mark.parametrize(
    ("exercise", "asked"), [("batch-norm", True), ("discounted-returns", False)]
)
def test_only_what_is_asked_stands_in_a_verdict(grade: Grade, exercise: str, asked: bool) -> None:
    verdict = grade(exercise, model_answer(load_catalogue()[exercise]))
    assert verdict.passed
    assert ("permutation" in [check.id for check in verdict.checks]) is asked
