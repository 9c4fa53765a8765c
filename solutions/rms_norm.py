"""RMS normalisation with eps under the root.

Zhang, Sennrich: Root Mean Square Layer Normalization (2019)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    """Rows [N, D] over their root mean squares, times a gain [D]."""
    mean_square = x.square().mean(dim=1, keepdim=True)
    scaled = x * torch.rsqrt(mean_square + eps)
    return scaled * weight


def oracle(x: Tensor, weight: Tensor, *, eps: float) -> Tensor:
    """PyTorch's own."""
    return F.rms_norm(x, (x.shape[1],), weight, eps)


WRONG = {
    "centred": edit(
        "x.square().mean(dim=1, keepdim=True)",
        "x.var(dim=1, correction=0, keepdim=True)",
        "The variance stands where the mean square belongs: nothing is centred here.",
        "该用均方的地方用了方差；这里什么都不减均值。",
    ),
    "layer-norm": edit(
        "mean_square = x.square()",
        "x = x - x.mean(dim=1, keepdim=True)\n    mean_square = x.square()",
        "The mean is subtracted: that is layer normalisation without its shift.",
        "减去了均值：那是去掉平移的层归一化。",
    ),
    "sum-of-squares": edit(
        "x.square().mean(dim=1, keepdim=True)",
        "x.square().sum(dim=1, keepdim=True)",
        "The squares are summed, not averaged: rows come out at length 1, smaller by the root of D.",
        "平方求了和而不是平均：每行的长度成了 1，小了根号 D 倍。",
    ),
    "eps-outside": edit(
        "torch.rsqrt(mean_square + eps)",
        "(1 / (mean_square.clamp(min=1e-24).sqrt() + eps))",
        "eps is added to the root; it belongs under it.",
        "eps 加在了根号外面；它应在根号里面。",
    ),
    "root-missing": edit(
        "torch.rsqrt(mean_square + eps)",
        "(1 / (mean_square + eps))",
        "The rows are divided by the mean square, without its root.",
        "除以的是均方，没有开方。",
    ),
    "gain-plus-one": edit(
        "scaled * weight",
        "scaled * (1 + weight)",
        "The gain is taken as a departure from 1, as Gemma stores it; here it multiplies as it is.",
        "把缩放当成了与 1 的差，那是 Gemma 的存法；这里应直接相乘。",
    ),
    "over-the-batch": edit(
        "mean(dim=1, keepdim=True)",
        "mean(dim=0, keepdim=True)",
        "The mean square runs over the batch, so a row depends on its neighbours.",
        "均方沿批次计算，一行的结果受到了其他行的影响。",
    ),
    "scale-detached": edit(
        "torch.rsqrt(mean_square + eps)",
        "torch.rsqrt(mean_square.detach() + eps)",
        "The scale is cut off from autograd: the values are right, the gradient is not.",
        "尺度与计算图断开了：数值对，梯度不对。",
    ),
}
