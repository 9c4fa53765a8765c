"""Facts and figures in the questions about calibration."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.exercises.question_facts import about, says


def calibration_error(confidence: Tensor, correct: Tensor, bins: int = 10) -> float:
    place = (confidence * bins).ceil()
    total = 0.0
    for each in place.unique():
        inside = place == each
        apart = correct[inside].double().mean() - confidence[inside].mean()
        total += inside.double().mean().item() * abs(apart.item())
    return total


@about("ece-two-bins")
def test_two_bins_that_are_off_in_different_directions():
    confidence = torch.tensor([0.9] * 60 + [0.6] * 40, dtype=torch.float64)
    correct = torch.tensor([True] * 48 + [False] * 12 + [True] * 30 + [False] * 10)
    assert calibration_error(confidence, correct) == pytest.approx(0.12)
    says("ece-two-bins", f"{0.9 - 48 / 60:.1f}", f"{30 / 40 - 0.6:.2f}", "0.12")


@about("ece-useless-but-calibrated")
def test_a_classifier_that_knows_nothing_can_be_calibrated():
    classes = torch.arange(10).repeat(30)
    confidence = torch.full((300,), 0.1, dtype=torch.float64)
    assert calibration_error(confidence, classes == 3) == pytest.approx(0, abs=1e-12)
    assert (classes == 3).double().mean() == pytest.approx(0.1)


@about("ece-temperature")
def test_what_a_temperature_does():
    generator = torch.Generator().manual_seed(3)
    true = torch.randn(4000, 5, dtype=torch.float64, generator=generator)
    labels = torch.multinomial(true.softmax(1), 1, generator=generator).squeeze(1)

    def measured(logits: Tensor) -> tuple[Tensor, Tensor, float, float]:
        confidence, decided = logits.softmax(1).max(dim=1)
        error = calibration_error(confidence, decided == labels)
        return confidence, decided, error, F.cross_entropy(logits, labels).item()

    sure, sure_cold = measured(3 * true), measured(3 * true / 2)
    assert sure[1].equal(sure_cold[1])
    assert (sure_cold[0] < sure[0]).all()
    assert sure_cold[2] < sure[2]
    assert sure_cold[3] < sure[3]
    right, right_cold = measured(true), measured(true / 2)
    assert right_cold[2] > right[2]
    cooled = (torch.tensor(0.99).logit() / 2).sigmoid().item()
    assert cooled - 0.5 > (0.99 - 0.5) / 2
    says("ece-temperature", f"{cooled:.2f}")
