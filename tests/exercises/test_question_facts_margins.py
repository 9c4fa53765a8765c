"""Facts and figures in the questions about margins, likelihoods, quantiles, robust errors."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.exercises.figures_margins import SCORES, quantile_loss
from tests.exercises.question_facts import about, gradient, says

X = torch.randn(6, dtype=torch.float64, generator=torch.Generator().manual_seed(6))
Y = X.flip(0) + 0.3


@about("hinge-right-side", "hinge-beyond")
def test_a_sample_beyond_the_margin_has_no_say_in_the_hinge():
    def slope(loss, moved: float) -> Tensor:
        at = torch.tensor([0.5, 2.0 + moved], dtype=torch.float64)
        return gradient(lambda w: loss(w * at), 1.0)

    def hinge(scores: Tensor) -> Tensor:
        return (1 - scores).clamp(min=0)

    assert slope(hinge, 0.0) == slope(hinge, 3.0)
    assert slope(lambda s: -F.logsigmoid(s), 0.0) != slope(lambda s: -F.logsigmoid(s), 3.0)
    assert -F.logsigmoid(torch.tensor(30.0).double()) > 0


@about("squared-hinge-slope")
def test_the_square_of_the_hinge_has_no_kink():
    at = torch.tensor([-9.0, 0.0, 0.99, 1.01], dtype=torch.float64)
    plain = gradient(lambda x: (1 - x).clamp(min=0), at)
    squared = gradient(lambda x: (1 - x).clamp(min=0) ** 2, at)
    assert plain.tolist() == [-1, -1, -1, 0]
    torch.testing.assert_close(squared, torch.tensor([-20, -2, -0.02, 0]).double())


@about("margin-ranking-default")
def test_equal_scores_are_perfect_without_a_margin():
    same, signs = torch.ones(6), torch.tensor([1.0, -1.0] * 3)
    assert nn.MarginRankingLoss()(same, same, signs) == 0
    assert nn.MarginRankingLoss(margin=0.5)(same, same, signs) == 0.5
    first = nn.MarginRankingLoss()(same + 1, same, signs)
    assert first > 0


@about("multi-margin-by-hand")
def test_pytorch_divides_a_multi_margin_by_all_classes():
    found = nn.MultiMarginLoss()(torch.tensor([SCORES]), torch.tensor([0])).item()
    assert found == pytest.approx(0.5 / 3)
    says("multi-margin-by-hand", f"{found * 3 / 2:.2f}")


@about("gaussian-nll-best-variance", "gaussian-nll-ignored", "gaussian-nll-negative")
def test_what_a_variance_does_to_the_mean_and_to_the_level():
    def pull(variance: float) -> float:
        v = torch.full((6,), variance, dtype=torch.float64)
        return gradient(lambda m: F.gaussian_nll_loss(m, Y, v, reduction="sum"), X).norm().item()

    assert pull(0.5) == pytest.approx(10 * pull(5.0))
    narrow = torch.distributions.Normal(0.0, 0.1)
    assert narrow.log_prob(torch.tensor(0.0)).exp() > 1
    tiny = [F.gaussian_nll_loss(X, X, torch.full((6,), v).double()) for v in (1e-2, 1e-4)]
    assert tiny[1] < tiny[0] < 0
    assert torch.tensor(-0.1).log().isnan()
    weighted = gradient(lambda m: (0.5 * (m - 1) ** 2 / 9).sum() * 9.0, 0.0)
    assert weighted == -1  # times the variance, the pull is that of MSE again


@about("laplace-nll-scale")
def test_with_a_fixed_scale_the_laplace_likelihood_is_mae():
    loss = -torch.distributions.Laplace(X, 1.0).log_prob(Y).mean()
    torch.testing.assert_close(loss - torch.tensor(2.0).log(), F.l1_loss(X, Y))


@about("poisson-nll-gradient")
def test_the_gradient_of_the_poisson_likelihood():
    counts = torch.tensor([0.0, 1.0, 3.0, 2.0, 7.0, 0.0], dtype=torch.float64)
    found = gradient(lambda x: F.poisson_nll_loss(x, counts, reduction="sum"), X)
    torch.testing.assert_close(found, X.exp() - counts)
    by_rate = gradient(
        lambda r: F.poisson_nll_loss(r, counts, log_input=False, reduction="sum"), X.exp()
    )
    torch.testing.assert_close(by_rate, 1 - counts / X.exp())


@about("quantile-by-hand", "quantile-half", "quantile-costs")
def test_what_the_quantile_loss_weighs():
    says("quantile-by-hand", f"{quantile_loss(10, 12, 0.9):.1f}")
    for y, p in zip(Y.tolist(), X.tolist(), strict=True):
        assert quantile_loss(y, p, 0.5) == pytest.approx(abs(y - p) / 2)
        costs = 9 * max(0, y - p) + max(0, p - y)
        assert costs == pytest.approx(10 * quantile_loss(y, p, 0.9))


@about("quantile-crossing")
def test_sorting_forecasts_of_quantiles_never_makes_the_loss_worse():
    generator = torch.Generator().manual_seed(1)
    levels = (0.1, 0.5, 0.9)
    for row in torch.randn(200, 4, generator=generator).tolist():
        target, forecasts = row[0], row[1:]
        as_is, in_order = (
            sum(quantile_loss(target, f, q) for f, q in zip(some, levels, strict=True))
            for some in (forecasts, sorted(forecasts))
        )
        assert in_order <= as_is + 1e-9


@about("huber-by-hand", "huber-or-smooth-l1")
def test_huber_is_smooth_l1_times_its_bend():
    error = torch.tensor([5.0])
    says("huber-by-hand", f"{3**2 / 2}")
    slopes = [
        gradient(lambda x, loss=loss: loss(x, torch.zeros(1)), error).item()
        for loss in (nn.HuberLoss(delta=0.1), nn.SmoothL1Loss(beta=0.1))
    ]
    assert slopes == pytest.approx([0.1, 1])
    huber = F.huber_loss(X, Y, delta=0.1)
    torch.testing.assert_close(huber, 0.1 * F.smooth_l1_loss(X, Y, beta=0.1))
    torch.testing.assert_close(F.smooth_l1_loss(X, Y, beta=0.0), F.l1_loss(X, Y))
