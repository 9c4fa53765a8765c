"""What stands behind a mask: numbers must not matter, and nan is reported and costs nothing."""

from __future__ import annotations

import pytest

from exercises.catalogue import load_catalogue
from grader.checks.test_d_padding import masked
from tests.grader.conftest import Grade

_NEXT_TOKEN = """
import torch

def next_token_loss(logits, ids, mask):
    log_probs = torch.log_softmax(logits[:, :-1], dim=-1)
    picked = log_probs.gather(-1, ids[:, 1:, None]).squeeze(-1)
    real = mask[:, 1:]
    return -{kept}.sum() / real.sum()
"""


def _padding(grade: Grade, kept: str) -> tuple[str, str, str]:
    verdict = grade("next-token", _NEXT_TOKEN.format(kept=kept))
    found = next(c for c in verdict.checks if c.id == "padding")
    return verdict.outcome, found.status, found.message


def test_a_product_with_the_mask_is_right_and_told_about_nan(grade: Grade) -> None:
    outcome, status, message = _padding(grade, "(picked * real)")
    assert (outcome, status) == ("passed", "failed")
    assert "`torch.where` does not" in message


def test_selecting_what_counts_passes_with_nan_too(grade: Grade) -> None:
    assert _padding(grade, "torch.where(real, picked, 0.0)")[:2] == ("passed", "passed")


def test_padding_that_counts_fails(grade: Grade) -> None:
    assert _padding(grade, "picked")[0] == "failed"


@pytest.mark.parametrize(
    ("exercise", "under"),
    [("next-token", ["logits"]), ("ppo-clip", ["log_probs", "old_log_probs", "advantages"])],
)
def test_what_lies_under_a_mask_is_known_from_the_shapes(exercise: str, under: list[str]) -> None:
    assert masked(load_catalogue()[exercise]) == ("mask", under)


def test_without_a_mask_nothing_is_asked() -> None:
    assert masked(load_catalogue()["ce"]) is None
