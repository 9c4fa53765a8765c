"""Denoising score matching weighted with sigma squared, with a linear model for the network.

Vincent: A Connection Between Score Matching and Denoising Autoencoders (2011); Song, Ermon:
Generative Modeling by Estimating Gradients of the Data Distribution (2019)."""

import torch
from torch import Tensor

from solutions import edit


def score_matching_loss(
    weight: Tensor, bias: Tensor, x: Tensor, noise: Tensor, sigma: Tensor
) -> Tensor:
    """Loss of the score noised @ weight [D, D] + bias [D] of x [N, D] with noise of size sigma [N]."""
    size = sigma.unsqueeze(1)
    noised = x + size * noise
    score = noised @ weight + bias
    error = size * score + noise
    return error.square().sum(dim=1).mean() / 2


def oracle(weight: Tensor, bias: Tensor, x: Tensor, noise: Tensor, sigma: Tensor) -> Tensor:
    """With the score of the Gaussian round each clean sample, taken by autograd of its
    log-density, which depends on how far the noised sample is from it."""
    total = torch.zeros((), dtype=x.dtype)
    for clean, drawn, size in zip(x, noise, sigma, strict=True):

        def log_density(offset: Tensor, size: Tensor = size) -> Tensor:
            return -(offset / size).square().sum() / 2

        offset = size * drawn
        target = torch.func.grad(log_density)(offset)
        off = torch.mv(weight.T, clean + offset) + bias - target
        total = total + size.square() * torch.dot(off, off)
    return total / (2 * len(x))


WRONG = {
    "sign-of-target": edit(
        "size * score + noise",
        "size * score - noise",
        "The target has the wrong sign: the score points back, against the noise that was added.",
        "目标的符号错了：得分指回去，与加上的噪声方向相反。",
    ),
    "weight-missing": edit(
        "size * score + noise",
        "score + noise / size",
        "The weight sigma squared is missing: the smallest noise decides everything.",
        "少了权重 sigma 的平方：一切由最小的噪声决定。",
    ),
    "noise-not-scaled": edit(
        "noised = x + size * noise",
        "noised = x + noise",
        "The noise is added at size 1, whatever sigma says.",
        "噪声没有乘 sigma，总是以大小 1 加进去。",
    ),
    "divided-by-variance": edit(
        "size * score + noise",
        "size * score + noise / size",
        "The target is divided by sigma squared: that is right for the noise already scaled, not for that of variance 1.",
        "目标除以了 sigma 的平方：那是对已缩放的噪声而言，对方差为 1 的噪声只除一次。",
    ),
    "model-sees-clean": edit(
        "score = noised @ weight",
        "score = x @ weight",
        "The model is given the clean sample; the score asked for is that of noised ones.",
        "输入模型的是干净样本；要学的是加噪样本的得分。",
    ),
    "weighted-once": edit(
        "size * score + noise",
        "size.sqrt() * score + noise / size.sqrt()",
        "The square of the error is weighted with sigma, not with its square.",
        "误差的平方乘的是 sigma，不是它的平方。",
    ),
    "dimensions-averaged": edit(
        "error.square().sum(dim=1).mean() / 2",
        "error.square().mean() / 2",
        "The dimensions are averaged; they are summed.",
        "对维度取了平均；应当求和。",
    ),
    "half-missing": edit(
        "error.square().sum(dim=1).mean() / 2",
        "error.square().sum(dim=1).mean()",
        "The half is missing.",
        "少了二分之一。",
    ),
}
