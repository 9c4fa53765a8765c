"""Group normalisation with the biased variance, gains and shifts for each channel.

Wu, He: Group Normalization (2018)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def group_norm(x: Tensor, weight: Tensor, bias: Tensor, groups: int, eps: float) -> Tensor:
    """Samples [N, 6, L], each group of channels at mean 0 and variance 1, then gain and shift."""
    grouped = x.reshape(x.shape[0], groups, -1)
    centred = grouped - grouped.mean(dim=2, keepdim=True)
    variance = centred.square().mean(dim=2, keepdim=True)
    normed = (centred / torch.sqrt(variance + eps)).reshape(x.shape)
    return normed * weight.unsqueeze(1) + bias.unsqueeze(1)


def oracle(x: Tensor, weight: Tensor, bias: Tensor, *, groups: int, eps: float) -> Tensor:
    """PyTorch's own."""
    return F.group_norm(x, groups, weight, bias, eps)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Groups that are spread out: the gradient of nearly equal entries is all rounding."""
    return {"x": draw.spread_out(draw.kind("values", sizes["N"], 6, sizes["L"]), 2)}


WRONG = {
    "channels-strided": edit(
        "x.reshape(x.shape[0], groups, -1)",
        "x.reshape(x.shape[0], -1, groups, x.shape[2]).transpose(1, 2).flatten(2)",
        "A group takes every G-th channel; it owns neighbouring ones.",
        "一组取了每隔 G 个的通道；一组应是相邻的通道。",
    ),
    "place-by-place": edit(
        """grouped = x.reshape(x.shape[0], groups, -1)
    centred = grouped - grouped.mean(dim=2, keepdim=True)
    variance = centred.square().mean(dim=2, keepdim=True)""",
        """grouped = x.reshape(x.shape[0], groups, -1, x.shape[2])
    centred = grouped - grouped.mean(dim=2, keepdim=True)
    variance = centred.square().mean(dim=2, keepdim=True)""",
        "Mean and variance are taken at each place by itself; they run over all places as well.",
        "均值和方差在每个位置上各自计算；还应取遍所有位置。",
    ),
    "channel-by-channel": edit(
        "x.reshape(x.shape[0], groups, -1)",
        "x",
        "Each channel is normalised by itself, which is instance normalisation.",
        "每个通道单独归一化了，那是实例归一化。",
    ),
    "sample-as-a-whole": edit(
        "x.reshape(x.shape[0], groups, -1)",
        "x.reshape(x.shape[0], 1, -1)",
        "The whole sample is normalised at once, as layer normalisation does; the groups have no "
        "influence.",
        "把整个样本一起归一化了，那是层归一化；分组不起作用。",
    ),
    "over-the-batch": edit(
        """centred = grouped - grouped.mean(dim=2, keepdim=True)
    variance = centred.square().mean(dim=2, keepdim=True)""",
        """centred = grouped - grouped.mean(dim=(0, 2), keepdim=True)
    variance = centred.square().mean(dim=(0, 2), keepdim=True)""",
        "Mean and variance run over the samples too: a result then depends on its neighbours.",
        "均值和方差把各个样本也算了进去：结果就依赖同批的其他样本了。",
    ),
    "unbiased": edit(
        "centred.square().mean(dim=2, keepdim=True)",
        "centred.square().sum(dim=2, keepdim=True) / (centred.shape[2] - 1)",
        "The variance is divided by one less than the size of the group; it has to be the size.",
        "方差除以了组内元素数减 1；应除以组内元素数。",
    ),
    "gain-of-the-group": edit(
        "normed * weight.unsqueeze(1) + bias.unsqueeze(1)",
        "normed * weight[torch.arange(6) * groups // 6].unsqueeze(1) + bias[torch.arange(6) * groups // 6].unsqueeze(1)",
        "Gain and shift are taken by the number of the group; each channel has its own.",
        "缩放和平移按组号取了；每个通道各有自己的。",
    ),
    "statistics-detached": edit(
        "torch.sqrt(variance + eps)",
        "torch.sqrt(variance.detach() + eps)",
        "The variance is cut off from autograd: the values are right, the gradient is not.",
        "方差与计算图断开了：数值对，梯度不对。",
    ),
}
