"""KL divergence of two Gaussians with diagonal covariances, in closed form.

Kingma, Welling: Auto-Encoding Variational Bayes (2014), appendix B, for a standard normal Q."""

import torch
from torch import Tensor

from solutions import edit, instead


def gaussian_kl(
    mean_p: Tensor, log_variance_p: Tensor, mean_q: Tensor, log_variance_q: Tensor
) -> Tensor:
    """Divergence [N] of P from Q in nats, by means and log-variances [N, D]."""
    gap = log_variance_p - log_variance_q
    distance = (mean_p - mean_q).square() * torch.exp(-log_variance_q)
    # expm1 keeps what exp less 1 loses where the variances nearly agree
    return (torch.expm1(gap) - gap + distance).sum(dim=1) / 2


def oracle(
    mean_p: Tensor, log_variance_p: Tensor, mean_q: Tensor, log_variance_q: Tensor
) -> Tensor:
    """PyTorch's own, summed over the dimensions."""
    first = torch.distributions.Normal(mean_p, (log_variance_p / 2).exp())
    second = torch.distributions.Normal(mean_q, (log_variance_q / 2).exp())
    return torch.distributions.kl_divergence(first, second).sum(dim=1)


def _closed(mean: Tensor, one: Tensor, other_mean: Tensor, other: Tensor) -> Tensor:
    terms = other - one + (one.exp() + (mean - other_mean) ** 2) / other.exp() - 1
    return terms.sum(dim=1) / 2


def _reversed(
    mean_p: Tensor, log_variance_p: Tensor, mean_q: Tensor, log_variance_q: Tensor
) -> Tensor:
    return _closed(mean_q, log_variance_q, mean_p, log_variance_p)


def _of_deviations(
    mean_p: Tensor, log_variance_p: Tensor, mean_q: Tensor, log_variance_q: Tensor
) -> Tensor:
    return _closed(mean_p, 2 * log_variance_p, mean_q, 2 * log_variance_q)


WRONG = {
    "reversed": instead(
        _reversed,
        "The divergence is of q from p; the roles are the other way round.",
        "成了 q 相对 p 的散度，角色反了。",
    ),
    "of-deviations": instead(
        _of_deviations,
        "The log-variances are taken for logarithms of standard deviations, and so doubled.",
        "把方差的对数当成了标准差的对数，于是翻了一倍。",
    ),
    "own-variance": edit(
        "torch.exp(-log_variance_q)",
        "torch.exp(-log_variance_p)",
        "The distance of the means is measured by p's variance; q's tells how far off q finds it.",
        "均值之差用 p 的方差来衡量了；应当用 q 的。",
    ),
    "distance-not-scaled": edit(
        "(mean_p - mean_q).square() * torch.exp(-log_variance_q)",
        "(mean_p - mean_q).square()",
        "The distance of the means is not divided by the variance: right only for a standard normal q.",
        "均值之差没有除以方差：只有 q 为标准正态时才对。",
    ),
    "logarithm-added": edit(
        "torch.expm1(gap) - gap",
        "torch.expm1(gap) + gap",
        "The logarithms of the variances have the wrong sign: equal widths would no longer be cheapest.",
        "方差对数的符号反了：宽度相同不再是代价最小的。",
    ),
    "one-missing": edit(
        "torch.expm1(gap)",
        "torch.exp(gap)",
        "The 1 of each dimension is missing: equal Gaussians would be D / 2 apart.",
        "每一维少减了 1：两个相同的高斯会得到 D / 2。",
    ),
    "means-only": edit(
        "torch.expm1(gap) - gap + distance",
        "distance",
        "Only the means are compared; the widths have no influence but for the scale.",
        "只比较了均值；宽度除了当尺度，不起任何作用。",
    ),
    "mean-over-dimensions": edit(
        ".sum(dim=1)",
        ".mean(dim=1)",
        "The dimensions are averaged, not summed.",
        "对维度取了平均，应当求和。",
    ),
}
