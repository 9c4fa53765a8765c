"""Gaussian negative log-likelihood without its constant, mean over elements."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def gaussian_nll(mean: Tensor, target: Tensor, variance: Tensor) -> Tensor:
    """Loss of predicted means and variances [N] for targets [N]."""
    error = target - mean
    per_element = (torch.log(variance) + error.square() / variance) / 2
    return per_element.mean()


def oracle(mean: Tensor, target: Tensor, variance: Tensor) -> Tensor:
    """PyTorch's own."""
    return F.gaussian_nll_loss(mean, target, variance)


WRONG = {
    "deviation-in-log": edit(
        "torch.log(variance)",
        "torch.log(variance.sqrt())",
        "The logarithm is of the standard deviation and is halved again.",
        "对数取的是标准差，又除以了 2。",
    ),
    "variance-squared": edit(
        "error.square() / variance",
        "error.square() / variance.square()",
        "The variance is taken for a standard deviation and squared.",
        "把方差当成标准差又平方了。",
    ),
    "error-not-squared": edit(
        "error.square() / variance",
        "error.abs() / variance",
        "The error is not squared.",
        "误差没有平方。",
    ),
    "logarithm-missing": edit(
        "(torch.log(variance) + error.square() / variance)",
        "(error.square() / variance)",
        "The logarithm is missing: claiming a huge variance costs nothing.",
        "少了对数：把方差说得很大也没有代价。",
    ),
    "constant-added": edit(
        "per_element.mean()",
        "(per_element + 0.9189385332046727).mean()",
        "The constant with 2 pi is added; here it is left out.",
        "加上了含 2π 的常数；这里省去。",
    ),
    "half-on-one-term": edit(
        "(torch.log(variance) + error.square() / variance) / 2",
        "torch.log(variance) + error.square() / variance / 2",
        "The half stands before the second term only.",
        "二分之一只乘在第二项上。",
    ),
    "variance-detached": edit(
        "error.square() / variance",
        "error.square() / variance.detach()",
        "The variance under the error is cut off from autograd: it is driven to 0.",
        "误差项里的方差与计算图断开了：它会被推向 0。",
    ),
}
