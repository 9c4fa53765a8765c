"""Barlow Twins: the cross-correlation of two views against the identity, summed over entries.

Zbontar, Jing, Misra, LeCun, Deny: Barlow Twins (2021), equations 1 and 2."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit


class MyBarlowTwinsLoss(nn.Module):
    """Barlow Twins loss of the embeddings [N, D] of two views."""

    def __init__(self, weight: float, eps: float) -> None:
        super().__init__()
        self.weight = weight
        self.eps = eps

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        correlation = self._standardised(a).T @ self._standardised(b) / a.shape[0]
        diagonal = torch.eye(a.shape[1], dtype=torch.bool)
        agreement = (1 - correlation.diagonal()).square().sum()
        redundancy = correlation.masked_fill(diagonal, 0.0).square().sum()
        return agreement + self.weight * redundancy

    def _standardised(self, x: Tensor) -> Tensor:
        centred = x - x.mean(dim=0)
        variance = centred.square().mean(dim=0)
        return centred / (variance + self.eps).sqrt()


def oracle(a: Tensor, b: Tensor, *, weight: float, eps: float) -> Tensor:
    """By batch normalisation, dimension by dimension."""
    one = F.batch_norm(a, None, None, training=True, eps=eps)
    other = F.batch_norm(b, None, None, training=True, eps=eps)
    total = a.new_zeros(())
    for i, column in enumerate(one.unbind(1)):
        row = torch.mv(other.T, column) / len(a)
        total = total + weight * row.dot(row) - weight * row[i] ** 2 + (row[i] - 1) ** 2
    return total


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Columns that are never nearly constant: there float32 keeps no digits of a correlation."""
    found = {}
    for name in ("a", "b"):
        x = draw.kind("values", sizes["N"], sizes["D"])
        apart = torch.where(draw.coin(sizes["D"]), 1.0, -1.0)
        x[0], x[1] = apart * (x[0].abs() + 0.5), -apart * (x[1].abs() + 0.5)
        found[name] = x
    return found


WRONG = {
    "samples-for-dimensions": edit(
        "self._standardised(a).T @ self._standardised(b) / a.shape[0]",
        "self._standardised(a.T) @ self._standardised(b.T).T / a.shape[0]",
        "Each sample is standardised over its dimensions; each dimension is, over the batch.",
        "在每个样本内部做了标准化；应当对每一维在批次上做。",
    ),
    "unbiased-variance": edit(
        "centred.square().mean(dim=0)",
        "centred.square().sum(dim=0) / (len(x) - 1)",
        "The variance is divided by N − 1, the products by N: no correlation ever reaches 1.",
        "方差除以 N − 1，乘积却除以 N：相关永远到不了 1。",
    ),
    "not-divided": edit(
        "self._standardised(b) / a.shape[0]",
        "self._standardised(b)",
        "The products are summed over the batch and not averaged.",
        "乘积对批次求和了，没有取平均。",
    ),
    "not-centred": edit(
        "x - x.mean(dim=0)",
        "x",
        "The mean is not taken off: those are cosines of columns, not correlations.",
        "没有减去均值：得到的是列之间的余弦，不是相关。",
    ),
    "weight-on-all": edit(
        "correlation.masked_fill(diagonal, 0.0)",
        "correlation",
        "The diagonal is among the redundant entries too: it is pushed to 1 and to 0.",
        "对角线也算进了冗余项：一边推向 1，一边推向 0。",
    ),
    "own-correlation": edit(
        "self._standardised(a).T @ self._standardised(b)",
        "self._standardised(a).T @ self._standardised(a + 0 * b)",
        "The first view is correlated with itself; the views have to be correlated with each other.",
        "第一个视图与自己求了相关；应当是两个视图之间。",
    ),
    "redundancy-not-squared": edit(
        "correlation.masked_fill(diagonal, 0.0).square().sum()",
        "correlation.masked_fill(diagonal, 0.0).sum()",
        "The entries off the diagonal are not squared: negative ones are rewarded.",
        "非对角元素没有平方：负相关反而被奖励。",
    ),
    "epsilon-outside": edit(
        "(variance + self.eps).sqrt()",
        "(variance.clamp(min=1e-12).sqrt() + self.eps)",
        "The epsilon is added to the deviation; it stands under the root.",
        "epsilon 加在了标准差上；应当加在根号里面。",
    ),
}
