"""KL divergence of a diagonal Gaussian from the standard normal: sum over dimensions.

Kingma, Welling: Auto-Encoding Variational Bayes (2014), appendix B."""

import torch
from torch import Tensor

from solutions import edit


def vae_kl(mean: Tensor, log_variance: Tensor) -> Tensor:
    """KL term of means and log-variances [N, D], mean over samples."""
    variance = torch.exp(log_variance)
    per_dimension = (variance + mean.square() - 1 - log_variance) / 2
    return per_dimension.sum(dim=1).mean()


def oracle(mean: Tensor, log_variance: Tensor) -> Tensor:
    """PyTorch's own distributions."""
    posterior = torch.distributions.Normal(mean, (log_variance / 2).exp())
    prior = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    return torch.distributions.kl_divergence(posterior, prior).sum(dim=1).mean()


WRONG = {
    "mean-over-dimensions": edit(
        "per_dimension.sum(dim=1).mean()",
        "per_dimension.mean()",
        "The dimensions are averaged; they are summed, or the term shrinks as the latent space grows.",
        "对维度取了平均；应当求和，否则潜空间越大这一项越小。",
    ),
    "summed-over-batch": edit(
        "per_dimension.sum(dim=1).mean()",
        "per_dimension.sum()",
        "The samples are summed; the mean is taken over them.",
        "对样本求和了；应当取平均。",
    ),
    "log-of-deviation": edit(
        "torch.exp(log_variance)",
        "torch.exp(2 * log_variance)",
        "What is given is taken for the logarithm of the standard deviation; it is that of the variance.",
        "把给出的量当成了标准差的对数；它是方差的对数。",
    ),
    "deviation-for-variance": edit(
        "torch.exp(log_variance)",
        "torch.exp(log_variance / 2)",
        "The standard deviation stands where the variance belongs.",
        "该用方差的地方用了标准差。",
    ),
    "half-missing": edit(
        "- log_variance) / 2",
        "- log_variance)",
        "The half is missing.",
        "少了二分之一。",
    ),
    "sign-reversed": edit(
        "(variance + mean.square() - 1 - log_variance) / 2",
        "(1 + log_variance - mean.square() - variance) / 2",
        "The sign is reversed: a divergence is never negative.",
        "符号反了：散度不会为负。",
    ),
    "mean-not-squared": edit(
        "mean.square()",
        "mean",
        "The mean is not squared.",
        "均值没有平方。",
    ),
    "one-missing": edit(
        "mean.square() - 1 - log_variance",
        "mean.square() - log_variance",
        "The 1 is missing: the divergence of the prior from itself is not 0.",
        "少了 1：先验与自己的散度就不是 0 了。",
    ),
}
