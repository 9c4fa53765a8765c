"""Laplace negative log-likelihood with its constant, mean over elements."""

import math

import torch
from torch import Tensor

from solutions import edit


def laplace_nll(mean: Tensor, log_scale: Tensor, target: Tensor) -> Tensor:
    """Loss of predicted centres and logarithms of scales [N] for targets [N]."""
    size = (target - mean).abs()
    per_element = math.log(2) + log_scale + size * torch.exp(-log_scale)
    return per_element.mean()


def oracle(mean: Tensor, log_scale: Tensor, target: Tensor) -> Tensor:
    """PyTorch's own density."""
    law = torch.distributions.Laplace(mean, log_scale.exp(), validate_args=False)
    log_density: Tensor = law.log_prob(target)  # type: ignore[no-untyped-call]
    return -log_density.mean()


WRONG = {
    "constant-missing": edit(
        "math.log(2) + log_scale",
        "log_scale",
        "The logarithm of 2 is left out; here the whole density counts.",
        "少了 log 2；这里用的是完整的密度。",
    ),
    "scale-term-missing": edit(
        "math.log(2) + log_scale",
        "math.log(2)",
        "The term with the scale alone is missing: the model calls every error expected.",
        "少了单独含尺度的那一项：模型会把所有误差都说成意料之中。",
    ),
    "multiplied-by-scale": edit(
        "torch.exp(-log_scale)",
        "torch.exp(log_scale)",
        "The error is multiplied by the scale; it is divided by it.",
        "误差乘了尺度；应当除以尺度。",
    ),
    "divided-by-the-logarithm": edit(
        "size * torch.exp(-log_scale)",
        "size / log_scale",
        "The error is divided by the logarithm of the scale, which may be negative.",
        "误差除以了尺度的对数，而它可能是负数。",
    ),
    "gaussian": edit(
        "math.log(2) + log_scale + size * torch.exp(-log_scale)",
        "0.5 * math.log(2 * math.pi) + log_scale + (size * torch.exp(-log_scale)).square() / 2",
        "That is the Gaussian density: the error is squared.",
        "这是高斯密度：误差平方了。",
    ),
    "scale-of-a-variance": edit(
        "math.log(2) + log_scale + size * torch.exp(-log_scale)",
        "math.log(2) + log_scale / 2 + size * torch.exp(-log_scale / 2)",
        "The input is taken for the logarithm of a squared scale.",
        "把输入当成了尺度平方的对数。",
    ),
    "scale-detached": edit(
        "torch.exp(-log_scale)",
        "torch.exp(-log_scale).detach()",
        "The scale is cut off from autograd in the error's term: it only learns to be small.",
        "误差项里的尺度与计算图断开了：它只会越学越小。",
    ),
}
