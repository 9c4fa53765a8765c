"""What a call holds at its height is measured where the statement says so, backwards included."""

from __future__ import annotations

import pytest

from exercises.catalogue import load_catalogue
from packs.ways import sections
from tests.grader.conftest import Grade

SPEC = load_catalogue()["chunked-linear-ce"]
HEAVY = ("all logits at once", "in chunks that autograd keeps",
         "an autograd function that keeps the probabilities")  # fmt: skip


@pytest.mark.parametrize("title", HEAVY)
def test_what_makes_the_large_tensor_fails_by_it_alone(grade: Grade, title: str) -> None:
    source = dict(sections("wrong", SPEC))[title]
    verdict = grade(SPEC.id, source.encode())
    assert [c.id for c in verdict.checks if c.status == "failed"] == ["memory"]
    (said,) = [c.message for c in verdict.checks if c.status == "failed"]
    assert "a tensor [N, V] has 64 MB" in said


def test_what_is_freed_again_does_not_count(grade: Grade) -> None:
    """Tensors of 1 MB, one after the other, a hundred times over."""
    source = dict(sections("right", SPEC))["checkpointed, by log_softmax"]
    inside = "        def losses(h, w, t):\n"
    assert inside in source
    wasteful = inside + "            for _ in range(2):\n                torch.ones(2**18)\n"
    verdict = grade(SPEC.id, source.replace(inside, wasteful).encode())
    assert verdict.outcome == "passed", [c.message for c in verdict.checks]


def test_other_exercises_are_not_asked(grade: Grade) -> None:
    spec = load_catalogue()["ce-index"]
    (_, source), *_ = sections("right", spec)
    assert "memory" not in [c.id for c in grade(spec.id, source.encode()).checks]
