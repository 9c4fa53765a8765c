"""Facts and figures in the questions about quantisation."""

import torch
from torch import Tensor

from tests.exercises.question_facts import about, gradient, says


def quantised(row: Tensor) -> tuple[Tensor, Tensor]:
    scale = row.abs().max() / 127
    return (row / scale).round(), scale


def drawn(*shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(3)
    return torch.randn(*shape, dtype=torch.float64, generator=generator)


@about("int8-quant-by-hand")
def test_a_weight_that_lies_on_a_level():
    whole, scale = quantised(torch.tensor([2.54, -0.5, 0.1], dtype=torch.float64))
    assert whole.tolist() == [127, -25, 5]
    says("int8-quant-by-hand", f"{scale:.2f}", f"{scale / 2:.2f}", "25")


@about("int8-quant-outlier")
def test_what_an_outlier_leaves_of_the_others():
    others = torch.linspace(-1, 1, 1001, dtype=torch.float64)
    whole, scale = quantised(torch.cat([others, torch.tensor([100.0])]))
    assert set(whole[:-1].tolist()) == {-1, 0, 1}
    assert set(whole[:-1][others.abs() < scale / 2].tolist()) == {0}
    says("int8-quant-outlier", f"{scale:.2f}", f"{scale / 2:.2f}")


@about("int8-quant-true")
def test_what_symmetric_quantisation_keeps():
    weights, x = drawn(4, 6), drawn(6)
    weights[:, 2] = 0
    pairs = [quantised(row) for row in weights]
    whole = torch.stack([q for q, _ in pairs])
    scales = torch.stack([s for _, s in pairs])
    back = whole * scales[:, None]
    assert (back[:, 2] == 0).all()
    assert torch.stack([quantised(row)[0] for row in back]).equal(whole)
    assert torch.allclose(back @ x, (whole @ x) * scales)
    assert (gradient(torch.round, drawn(9)) == 0).all()
    wider = torch.cat([weights[0], torch.tensor([9.0])])
    assert quantised(wider)[1] > scales[0]
