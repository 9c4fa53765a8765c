"""Facts and figures in the questions about gradients by hand."""

from math import log10

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.exercises.figures_gradients import FIGURES, by_class
from tests.exercises.question_facts import about, gradient, says

X = torch.randn(4, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(6))
Y = X.flip(0) + 0.3


class Forgetful(torch.autograd.Function):
    """MSE whose backward pass ignores what flows in."""

    @staticmethod
    def forward(ctx, predicted: Tensor, target: Tensor) -> Tensor:
        ctx.save_for_backward(predicted - target)
        return (predicted - target).pow(2).mean()

    @staticmethod
    def backward(ctx, _: Tensor):
        (error,) = ctx.saved_tensors
        return 2 * error / error.numel(), None


@about("mse-backward-upstream", "mse-backward-elements")
def test_a_factor_that_is_left_out_shows_only_where_the_loss_goes_on():
    right = gradient(lambda x: F.mse_loss(x, Y), X)
    torch.testing.assert_close(gradient(lambda x: Forgetful.apply(x, Y), X), right)
    halved = gradient(lambda x: Forgetful.apply(x, Y) / 2, X)
    assert not halved.allclose(right / 2)
    one = gradient(lambda x: Forgetful.apply(x, Y[:1]) / 2, X[:1])
    assert not one.allclose(gradient(lambda x: F.mse_loss(x, Y[:1]) / 2, X[:1]))
    by_sample = gradient(
        lambda x: F.mse_loss(x, torch.zeros(4, 3), reduction="sum") / 4, 1.5 * torch.ones(4, 3)
    )
    says("mse-backward-elements", f"{by_sample[0, 0].item():.2f}")


@about("mae-backward-saved")
def test_the_gradient_of_mae_needs_only_signs():
    signs = (X - Y).sign().to(torch.int8)
    torch.testing.assert_close(
        gradient(lambda x: F.l1_loss(x, Y), X), signs / X.numel(), check_dtype=False
    )
    assert (signs < 0).any()  # an absolute difference would not show it


@about("hinge-backward-by-hand")
def test_samples_beyond_the_margin_count_in_the_mean():
    scores, signs = torch.tensor([0.5, 3.0, -2.0]), torch.tensor([1.0, 1.0, -1.0])
    found = gradient(lambda s: (1 - s * signs).clamp(min=0).mean(), scores)
    torch.testing.assert_close(found, torch.tensor([-1 / 3, 0.0, 0.0]))
    active = (scores * signs < 1).sum()
    says("hinge-backward-by-hand", f"{3 * found[0].item() / active.item():.0f}")


@about("ce-backward-target-mass")
def test_targets_that_do_not_sum_to_one_scale_the_softmax():
    q = 0.9 * Y.softmax(1)
    found = gradient(lambda x: -(q * x.log_softmax(1)).sum(), X)
    torch.testing.assert_close(found, 0.9 * X.softmax(1) - q)
    torch.testing.assert_close(found, gradient(lambda x: F.cross_entropy(x, q, reduction="sum"), X))


@about("ce-backward-upstream")
def test_the_gradients_of_a_row_sum_to_nothing():
    says("ce-backward-upstream", f"{by_class(0):.1f}", f"{by_class(2):.1f}")
    assert sum(by_class(c) for c in range(3)) == pytest.approx(0, abs=1e-6)


@about("bce-backward-cancels")
def test_two_factors_of_bce_cancel():
    s, y = X.sigmoid(), Y.sigmoid()  # soft labels
    outer = gradient(lambda s: F.binary_cross_entropy(s, y, reduction="sum"), s)
    torch.testing.assert_close(outer, (s - y) / (s * (1 - s)))
    torch.testing.assert_close(outer * gradient(torch.sigmoid, X), s - y)
    wrong = torch.tensor([200.0])
    assert gradient(lambda x: -(1 - x.sigmoid()).log(), wrong).isnan()
    assert gradient(lambda x: F.binary_cross_entropy_with_logits(x, 0 * x), wrong) == 1


@about("kl-backward-first")
def test_the_gradient_of_a_divergence_with_respect_to_its_first_argument():
    p, r = X.softmax(1), X.log_softmax(1) - Y.log_softmax(1)
    found = gradient(lambda x: (x.softmax(1) * (x.log_softmax(1) - Y.log_softmax(1))).sum(), X)
    torch.testing.assert_close(found, p * (r - (p * r).sum(1, keepdim=True)))
    torch.testing.assert_close(
        (p * r).sum(1), F.kl_div(Y.log_softmax(1), p, reduction="none").sum(1)
    )
    free = gradient(lambda p: (p * (p.log() - Y.log_softmax(1))).sum(), p)
    torch.testing.assert_close(free, r + 1)


@about("linear-backward-weight", "linear-backward-frozen", "linear-backward-bias")
def test_the_gradients_of_a_linear_layer():
    weight, bias, g = torch.ones(3, 5).double(), torch.zeros(3).double(), X[:, :3]
    torch.testing.assert_close(gradient(lambda w: F.linear(X, w) * g, weight), g.T @ X)
    torch.testing.assert_close(gradient(lambda x: F.linear(x, weight) * g, X), g @ weight)
    three = torch.stack([X, Y])
    flowing = torch.stack([g, Y[:, :3]])
    found = gradient(lambda b: F.linear(three, weight, b) * flowing, bias)
    torch.testing.assert_close(found, flowing.sum((0, 1)))
    below = gradient(lambda x: F.linear(F.linear(x, X), weight.detach()[:, :4]), X)
    assert below.abs().max() > 0


@about("linear-backward-cost")
def test_products_of_a_layer_in_training():
    products = 1 + FIGURES["linear-backward-cost"]
    says("linear-backward-cost", f"{products:.0f}", f"{2 * products:.0f}")


@about("softmax-backward-constant", "softmax-backward-cost")
def test_the_product_with_the_jacobian_of_a_softmax():
    assert gradient(lambda x: 7 * x.softmax(1), X).abs().max() < 1e-12
    p = X[0].softmax(0)
    jacobian = torch.autograd.functional.jacobian(lambda x: x.softmax(0), X[0])
    torch.testing.assert_close(jacobian, p.diag() - torch.outer(p, p))
    says("softmax-backward-cost", "100000", f"$10^{{{log10(100_000**2):.0f}}}$")
    torch.testing.assert_close(Y[0] @ jacobian, p * (Y[0] - (Y[0] * p).sum()))


@about("sigmoid-backward-largest", "sigmoid-backward-rounded")
def test_the_slope_of_a_sigmoid():
    assert FIGURES["sigmoid-backward-largest"] ** 10 < 1e-6
    x = torch.tensor([20.0, -20.0])
    s = x.sigmoid()
    exact = gradient(torch.sigmoid, x.double())
    says("sigmoid-backward-rounded", f"{exact[0].item():.1e}".replace("e-0", "e-"))
    for found in (s * (1 - s), gradient(torch.sigmoid, x)):
        assert found[0] == 0
        assert found[1].item() == pytest.approx(exact[1].item(), rel=1e-4)
    apart = 1 - torch.nextafter(torch.tensor(1.0), torch.tensor(0.0)).item()
    says("sigmoid-backward-rounded", f"{apart:.0e}".replace("e-0", "e-"))


@about("focal-backward-shrinks", "focal-backward-detached", "focal-backward-hard")
def test_the_weight_of_focal_loss_has_a_part_in_its_gradient():
    says(
        "focal-backward-shrinks",
        f"{(1 - 0.9) ** 2:.2f}",
        f"1/{1 / FIGURES['focal-backward-shrinks']:.0f}",
    )

    def focal(x: Tensor, *, detached: bool) -> Tensor:
        p = x.sigmoid()
        weight = (1 - p) ** 2
        return -(weight.detach() if detached else weight) * p.log()

    x = torch.linspace(-6, 6, 49, dtype=torch.float64)
    whole, part = (gradient(lambda x, d=d: focal(x, detached=d), x) for d in (False, True))
    assert (whole < part).all()
    assert (part < 0).all()
    most = x[(part - whole).argmax()].sigmoid().item()
    says("focal-backward-detached", f"{most:.1f}")
    says("focal-backward-hard", f"{(1 - 0.1) ** 2:.2f}")
    assert FIGURES["focal-backward-hard"] > 1 > (1 - 0.1) ** 2


@about("focal-backward-small-gamma")
def test_a_root_of_zero_in_the_weight_gives_nan():
    def focal(x: Tensor, gamma: float) -> Tensor:
        p = x.sigmoid()
        return (1 - p) ** gamma * -p.log()

    assert gradient(lambda x: focal(x, 0.5), 200.0).isnan()
    assert gradient(lambda x: focal(x, 1.0), 200.0) == 0
    assert gradient(lambda x: focal(x, 2.0), 200.0) == 0
