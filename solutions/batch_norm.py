"""Batch normalisation in training and in evaluation, with PyTorch's running statistics.

Ioffe, Szegedy: Batch Normalization (2015)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def batch_norm(
    x: Tensor,
    weight: Tensor,
    bias: Tensor,
    running_mean: Tensor,
    running_var: Tensor,
    momentum: float,
    eps: float,
    training: bool,
) -> tuple[Tensor, Tensor, Tensor]:
    """The normalised batch [N, C] and the new running statistics [C]."""
    mean, variance = running_mean, running_var
    if training:
        samples = x.shape[0]
        mean = x.mean(dim=0)
        variance = (x - mean).square().mean(dim=0)
        running_mean = (1 - momentum) * running_mean + momentum * mean.detach()
        unbiased = variance.detach() * samples / (samples - 1)
        running_var = (1 - momentum) * running_var + momentum * unbiased
    result = (x - mean) / torch.sqrt(variance + eps) * weight + bias
    return result, running_mean, running_var


def oracle(
    x: Tensor,
    weight: Tensor,
    bias: Tensor,
    running_mean: Tensor,
    running_var: Tensor,
    *,
    momentum: float,
    eps: float,
    training: bool,
) -> tuple[Tensor, Tensor, Tensor]:
    """PyTorch's own, on copies of the running statistics."""
    kept, spread = running_mean.detach().clone(), running_var.detach().clone()
    result = F.batch_norm(x, kept, spread, weight, bias, training, momentum, eps)
    return result, kept, spread


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Features that are spread out: the gradient of nearly equal entries is all rounding."""
    return {"x": draw.spread_out(draw.kind("values", sizes["N"], sizes["C"]), 0)}


WRONG = {
    "running-variance-biased": edit(
        "variance.detach() * samples / (samples - 1)",
        "variance.detach()",
        "The running variance takes the biased variance of the batch; it keeps the unbiased one.",
        "滑动方差吸收了批次的有偏方差；应当用无偏的。",
    ),
    "normalised-by-unbiased": edit(
        "(x - mean).square().mean(dim=0)",
        "(x - mean).square().sum(dim=0) / (samples - 1)",
        "The batch is normalised by a variance divided by N − 1; there it is divided by N.",
        "归一化用了除以 N − 1 的方差；这里应除以 N。",
    ),
    "momentum-reversed": edit(
        "running_mean = (1 - momentum) * running_mean + momentum * mean.detach()\n        unbiased = variance.detach() * samples / (samples - 1)\n        running_var = (1 - momentum) * running_var + momentum * unbiased",
        "running_mean = momentum * running_mean + (1 - momentum) * mean.detach()\n        unbiased = variance.detach() * samples / (samples - 1)\n        running_var = momentum * running_var + (1 - momentum) * unbiased",
        "Momentum is taken as the share of the old statistics, as in Keras; here it is that of the new.",
        "把动量当成了旧值所占的比例，那是 Keras 的约定；这里是新值所占的比例。",
    ),
    "evaluation-by-batch": edit(
        "if training:",
        "if training is not None:",
        "Evaluation uses the statistics of the batch too, and changes the running ones.",
        "评估时也用了批次的统计量，还更新了滑动统计量。",
    ),
    "training-by-running": edit(
        "result = (x - mean)",
        "mean, variance = running_mean, running_var\n    result = (x - mean)",
        "The batch is normalised by the running statistics in training too.",
        "训练时也用滑动统计量来归一化。",
    ),
    "running-with-gradient": edit(
        "momentum * mean.detach()",
        "momentum * mean",
        "A gradient flows into the running mean, and would reach back through all steps before.",
        "梯度流进了滑动均值，会一路传回之前的所有步。",
    ),
    "statistics-detached": edit(
        "torch.sqrt(variance + eps)",
        "torch.sqrt(variance.detach() + eps)",
        "The variance of the batch is cut off from autograd: the values are right, the gradient is not.",
        "批次的方差与计算图断开了：数值对，梯度不对。",
    ),
    "eps-outside": edit(
        "torch.sqrt(variance + eps)",
        "(torch.sqrt(variance + 1e-24) + eps)",
        "eps is added to the standard deviation; it belongs under the root.",
        "eps 加在了标准差上；它应在根号里面。",
    ),
}
