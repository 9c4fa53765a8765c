"""Symmetric absmax quantisation of each row to eight bits.

Dettmers et al.: LLM.int8(), 8-bit Matrix Multiplication for Transformers at Scale (2022)."""

import torch
from torch import Tensor

from solutions import Draw, edit


def int8_quantize(weights: Tensor) -> tuple[Tensor, Tensor]:
    """Whole numbers [N, D] of at most 127 in size, and the scale [N] of each row by which they are
    multiplied to get the weights [N, D] back."""
    largest = weights.abs().amax(dim=1)
    scale = largest / 127
    divisor = torch.where(scale > 0, scale, 1.0)
    q = torch.round(weights / divisor.unsqueeze(1))
    return q.to(torch.int8), scale


def oracle(weights: Tensor) -> tuple[Tensor, Tensor]:
    """By search, without a division: the whole number whose multiple of the scale is nearest."""
    scale = torch.maximum(weights.amax(dim=1), -weights.amin(dim=1)) / 127
    levels = torch.arange(-127, 128).to(weights)
    apart = (weights.unsqueeze(2) - scale.reshape(-1, 1, 1) * levels).abs()
    q = apart.argmin(dim=2) - 127
    return torch.where(scale.unsqueeze(1) == 0, 0, q).to(torch.int8), scale


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Whole numbers off by at most 0.4, times a scale, so that no quotient comes near a tie; at
    times a row of zeros, or one of tiny weights."""
    n, d = sizes["N"], sizes["D"]
    q = draw.whole(-126, 126, n, d) + draw.uniform(n, d, low=-0.4, high=0.4)
    place = draw.whole(0, d - 1, n, 1)
    q = q.scatter(1, place, 127 * draw.kind("signs", n, 1))
    scale = draw.uniform(n, 1, low=0.01, high=0.05)
    scale = scale.where(draw.coin(n, 1, chance=0.8), scale * 1e-6)
    if n > 1 and bool(draw.coin()):
        scale[int(draw.whole(0, n - 1))] = 0
    return {"weights": q * scale}


_ROUND = "torch.round(weights / divisor.unsqueeze(1))"

WRONG = {
    "one-scale-for-all": edit(
        "weights.abs().amax(dim=1)",
        "weights.abs().amax().expand(len(weights))",
        "One scale is taken for the whole matrix. Rows of small weights keep only a few levels.",
        "整个矩阵共用一个 scale，权重小的行只剩下几个级别。",
    ),
    "truncated": edit(
        _ROUND,
        "torch.trunc(weights / divisor.unsqueeze(1))",
        "The quotients are cut off toward zero, as `.to(torch.int8)` does by itself. The error is up to a whole step, and all weights shrink.",
        "商向零截断了（只写 `.to(torch.int8)` 就会这样）。误差可达一整步，而且权重都偏小。",
    ),
    "rounded-down": edit(
        _ROUND,
        "torch.floor(weights / divisor.unsqueeze(1))",
        "The quotients are rounded down: the error is up to a whole step, and every weight is moved down.",
        "商向下取整了：误差可达一整步，所有权重都偏低。",
    ),
    "over-128": edit(
        "largest / 127",
        "largest / 128",
        "The scale is made for 128, which int8 does not have: the largest weight becomes −128 by overflow.",
        "scale 按 128 计算，而 int8 没有 128：最大的权重会溢出成 −128。",
    ),
    "over-255": edit(
        "largest / 127",
        "2 * largest / 255",
        "The range of both signs is spread over 255 steps, so that zero is kept but the largest weight lies between two levels.",
        "把正负两边的范围铺成 255 级，最大的权重就落在了两级之间。",
    ),
    "largest-without-size": edit(
        "weights.abs().amax(dim=1)",
        "weights.amax(dim=1).abs()",
        "The largest weight is looked for, not the largest in size: a negative outlier overflows.",
        "找的是最大的权重，而不是绝对值最大的：负的离群值会溢出。",
    ),
    "inverse-scale": edit(
        "return q.to(torch.int8), scale",
        "return q.to(torch.int8), 1 / divisor",
        "The scale is what the weights were multiplied by, as in the paper. Promised is what the whole numbers are multiplied by.",
        "返回的是权重要乘的数（论文的写法）；约定返回整数还原时要乘的数。",
    ),
    "by-the-spread": edit(
        "weights.abs().amax(dim=1)",
        "(weights.amax(dim=1) - weights.amin(dim=1)) / 2",
        "The scale is half the distance of the largest and the smallest weight. That needs a zero point; without one the larger side overflows.",
        "scale 用了最大值与最小值之差的一半。那需要零点；没有零点，较大的一边会溢出。",
    ),
}
