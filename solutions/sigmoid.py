"""The logistic sigmoid, with one exponential that never overflows."""

import torch
from torch import Tensor

from solutions import edit, instead


def sigmoid(x: Tensor) -> Tensor:
    """Sigmoid of each entry of x [N]."""
    # Not -|x|: its slope at 0 is 0, and with it the gradient there.
    exponent = torch.where(x >= 0, -x, x)
    small = torch.exp(exponent)
    total = 1 + small
    return torch.where(x >= 0, 1.0, small) / total


def oracle(x: Tensor) -> Tensor:
    """PyTorch's own."""
    return torch.sigmoid(x)


def _quotient(x: Tensor) -> Tensor:
    return torch.exp(x) / (1 + torch.exp(x))


def _reversed(x: Tensor) -> Tensor:
    small = torch.exp(-x.abs())
    return torch.where(x >= 0, small, torch.ones_like(x)) / (1 + small)


def _hyperbolic(x: Tensor) -> Tensor:
    return torch.tanh(x)


def _over_the_vector(x: Tensor) -> Tensor:
    return torch.softmax(x, dim=0)


WRONG = {
    "quotient-overflows": instead(
        _quotient,
        "For large logits numerator and denominator are both inf, and their quotient is nan.",
        "logit 很大时分子分母都是 inf，商就是 nan。",
    ),
    "sign-reversed": instead(
        _reversed,
        "The sign of the exponent is reversed: that is the sigmoid of -x, the probability of the "
        "other answer.",
        "指数的符号反了：得到的是 -x 的 sigmoid，也就是另一个答案的概率。",
    ),
    "hyperbolic-tangent": instead(
        _hyperbolic,
        "That is tanh, which runs from -1 to 1; the sigmoid runs from 0 to 1 and is half as steep "
        "in x.",
        "这是 tanh，取值从 -1 到 1；sigmoid 从 0 到 1，对 x 的变化也只有一半快。",
    ),
    "over-the-vector": instead(
        _over_the_vector,
        "The entries are normalised together so that they sum to 1: that is softmax. Each stands "
        "alone here.",
        "把各数放在一起归一化，使总和为 1：那是 softmax。这里每个数各算各的。",
    ),
    "numerator-one": edit(
        "torch.where(x >= 0, 1.0, small) / total",
        "1.0 / total",
        "The numerator is 1 for negative logits too, where the exponential with the sign turned "
        "belongs: the result never falls below a half.",
        "logit 为负时分子也用了 1，而那里应当是变号后的指数：结果永远不低于二分之一。",
    ),
}
