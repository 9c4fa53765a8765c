"""Layer normalisation with the biased variance.

Ba, Kiros, Hinton: Layer Normalization (2016)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def layer_norm(x: Tensor, weight: Tensor, bias: Tensor, eps: float) -> Tensor:
    """Rows [N, D] at mean 0 and variance 1, times a gain [D], plus a shift [D]."""
    mean = x.mean(dim=1, keepdim=True)
    centred = x - mean
    variance = centred.square().mean(dim=1, keepdim=True)
    return centred / torch.sqrt(variance + eps) * weight + bias


def oracle(x: Tensor, weight: Tensor, bias: Tensor, *, eps: float) -> Tensor:
    """PyTorch's own."""
    return F.layer_norm(x, (x.shape[1],), weight, bias, eps)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Rows that are spread out: the gradient of nearly equal entries is all rounding."""
    return {"x": draw.spread_out(draw.kind("values", sizes["N"], sizes["D"]), 1)}


WRONG = {
    "unbiased": edit(
        "centred.square().mean(dim=1, keepdim=True)",
        "centred.square().sum(dim=1, keepdim=True) / (x.shape[1] - 1)",
        "The variance is divided by D − 1, as an estimate from a sample would be; it has to be D.",
        "方差除以了 D − 1，那是样本估计的做法；这里应除以 D。",
    ),
    "eps-outside": edit(
        "torch.sqrt(variance + eps)",
        "(torch.sqrt(variance.clamp(min=1e-24)) + eps)",
        "eps is added to the standard deviation; it belongs under the root, to the variance.",
        "eps 加在了标准差上；它应在根号里面，加在方差上。",
    ),
    "over-the-batch": edit(
        "x.mean(dim=1, keepdim=True)",
        "x.mean(dim=0, keepdim=True)",
        "The mean of each feature over the batch is subtracted: a row then depends on its neighbours, as in batch normalisation.",
        "减去的是每个特征在批次上的均值：一行的结果会受其他行影响，那是批归一化。",
    ),
    "not-centred": edit(
        "centred / torch.sqrt(variance + eps)",
        "x / torch.sqrt(variance + eps)",
        "The row is scaled but not shifted: its mean stays.",
        "只缩放没有平移：这一行的均值还在。",
    ),
    "root-missing": edit(
        "torch.sqrt(variance + eps)",
        "(variance + eps)",
        "The rows are divided by the variance; the standard deviation is its root.",
        "除以的是方差；标准差是它的平方根。",
    ),
    "statistics-detached": edit(
        "torch.sqrt(variance + eps)",
        "torch.sqrt(variance.detach() + eps)",
        "The variance is cut off from autograd: the values are right, but scaling a row seems to change the result.",
        "方差与计算图断开了：数值没错，梯度却以为把一行放大会改变结果。",
    ),
    "shift-before-gain": edit(
        "centred / torch.sqrt(variance + eps) * weight + bias",
        "(centred / torch.sqrt(variance + eps) + bias) * weight",
        "The shift is added before the gain, which multiplies it too.",
        "先加了平移再乘缩放，平移也被乘了进去。",
    ),
}
