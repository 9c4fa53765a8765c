"""Sample of a diagonal Gaussian as a function of its parameters and given noise.

Kingma, Welling: Auto-Encoding Variational Bayes (2014)."""

import torch
from torch import Tensor

from solutions import edit


def reparameterise(mean: Tensor, log_variance: Tensor, noise: Tensor) -> Tensor:
    """Samples [N, D] of Gaussians with means and log-variances [N, D], made of noise [N, D]."""
    deviation = torch.exp(log_variance / 2)
    return mean + deviation * noise


def oracle(mean: Tensor, log_variance: Tensor, noise: Tensor) -> Tensor:
    """As the affine transform of PyTorch's distributions."""
    scale = log_variance.exp().pow(0.5)
    transform = torch.distributions.AffineTransform(mean, scale)
    moved: Tensor = transform(noise)
    return moved


WRONG = {
    "variance-for-deviation": edit(
        "torch.exp(log_variance / 2)",
        "torch.exp(log_variance)",
        "The noise is multiplied by the variance; its root belongs there.",
        "噪声乘的是方差；应当乘它的平方根。",
    ),
    "logarithm-kept": edit(
        "torch.exp(log_variance / 2)",
        "log_variance / 2",
        "The exponential is missing: the logarithm itself is taken for the deviation.",
        "少了指数：把对数本身当成了标准差。",
    ),
    "root-of-logarithm": edit(
        "torch.exp(log_variance / 2)",
        "torch.exp(log_variance.abs().sqrt())",
        "The root is taken of the logarithm; it is to be taken of the variance.",
        "对 log-variance 开了平方根；应当对方差开方。",
    ),
    "deviation-detached": edit(
        "deviation * noise",
        "deviation.detach() * noise",
        "The deviation is detached: the variance is never learnt.",
        "标准差被 detach 了：方差永远学不到。",
    ),
    "precision": edit(
        "torch.exp(log_variance / 2)",
        "torch.exp(-log_variance / 2)",
        "The sign in the exponential is reversed: a larger variance makes less noise.",
        "指数里的符号反了：方差越大噪声反而越小。",
    ),
    "noise-not-scaled": edit(
        "deviation * noise",
        "noise + 0 * deviation",
        "The noise is added as it is: every posterior is as wide as the prior.",
        "噪声没有缩放：每个后验都与先验一样宽。",
    ),
    "mean-scaled": edit(
        "mean + deviation * noise",
        "deviation * (mean + noise)",
        "The mean is scaled too; only the noise is.",
        "把均值也缩放了；只有噪声该缩放。",
    ),
}
