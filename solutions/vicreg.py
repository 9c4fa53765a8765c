"""VICReg: invariance, variance and covariance of two views, scaled as in the authors' code.

Bardes, Ponce, LeCun: VICReg (2022)."""

import torch
from torch import Tensor, nn

from solutions import edit, instead


class MyVICRegLoss(nn.Module):
    """VICReg of the embeddings [N, D] of two views."""

    def __init__(self, invariance: float, variance: float, covariance: float) -> None:
        super().__init__()
        self.invariance = invariance
        self.variance = variance
        self.covariance = covariance

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        distance = (a - b).square().mean()
        spread = (self._collapse(a) + self._collapse(b)) / 2
        overlap = self._repetition(a) + self._repetition(b)
        return self.invariance * distance + self.variance * spread + self.covariance * overlap

    def _collapse(self, x: Tensor) -> Tensor:
        deviation = (x.var(dim=0) + 1e-4).sqrt()
        return torch.relu(1 - deviation).mean()

    def _repetition(self, x: Tensor) -> Tensor:
        count, dims = x.shape
        centred = x - x.mean(dim=0)
        products = centred.T @ centred / (count - 1)
        diagonal = torch.eye(dims, dtype=torch.bool)
        return products.masked_fill(diagonal, 0.0).square().sum() / dims


def oracle(
    a: Tensor, b: Tensor, *, invariance: float, variance: float, covariance: float
) -> Tensor:
    """By torch's own covariance: its diagonal is the variances, the rest pair by pair."""
    dims = a.shape[1]
    total = invariance * torch.nn.functional.mse_loss(a, b)
    for x in (a, b):
        matrix = torch.cov(x.T).reshape(dims, dims)
        for i in range(dims):
            deviation = torch.sqrt(matrix[i, i] + 1e-4)
            total = total + variance * (1 - deviation).clamp(min=0) / (2 * dims)
            beyond = matrix[i, i + 1 :]
            total = total + 2 * covariance * beyond.dot(beyond) / dims
    return total


def _between_the_views(
    a: Tensor, b: Tensor, *, invariance: float, variance: float, covariance: float
) -> Tensor:
    count, dims = a.shape
    spread = sum(torch.relu(1 - (x.var(dim=0) + 1e-4).sqrt()).mean() for x in (a, b)) / 2
    products = (a - a.mean(dim=0)).T @ (b - b.mean(dim=0)) / (count - 1)
    off = products - torch.diag(products.diagonal())
    return (
        invariance * (a - b).square().mean()
        + variance * spread
        + covariance * off.square().sum() / dims
    )


WRONG = {
    "between-the-views": instead(
        _between_the_views,
        "The covariance is between the two views, as in Barlow Twins; it is within each view.",
        "协方差是在两个视图之间算的（Barlow Twins 那样）；应当在每个视图内部算。",
    ),
    "variance-for-deviation": edit(
        "(x.var(dim=0) + 1e-4).sqrt()",
        "(x.var(dim=0) + 1e-4)",
        "The hinge holds the variance; it holds the deviation, whose pull does not fade near 0.",
        "合页约束了方差；应当约束标准差，它在接近 0 时拉力不会消失。",
    ),
    "biased-variance": edit(
        "x.var(dim=0)",
        "x.var(dim=0, correction=0)",
        "The variance is divided by N; here it is N − 1.",
        "方差除以了 N；这里除以 N − 1。",
    ),
    "biased-covariance": edit(
        "/ (count - 1)",
        "/ count",
        "The covariances are divided by N; here it is N − 1.",
        "协方差除以了 N；这里除以 N − 1。",
    ),
    "diagonal-kept": edit(
        "products.masked_fill(diagonal, 0.0)",
        "products",
        "The variances on the diagonal are pushed to 0, against the variance term.",
        "对角线上的方差也被推向 0，与方差项相抵触。",
    ),
    "not-halved": edit(
        "(self._collapse(a) + self._collapse(b)) / 2",
        "(self._collapse(a) + self._collapse(b))",
        "The variance terms are added, as in the paper; here they are halved, as in the authors' code.",
        "方差项直接相加了（论文里这样）；这里与作者的代码一致，取一半。",
    ),
    "summed-over-dimensions": edit(
        "(a - b).square().mean()",
        "(a - b).square().sum(dim=1).mean()",
        "The squares are summed over the dimensions, as in the paper; here they are averaged.",
        "平方差对维度求和了（论文里这样）；这里取平均。",
    ),
    "not-per-dimension": edit(
        ".square().sum() / dims",
        ".square().sum()",
        "The squared covariances are not divided by the number of dimensions.",
        "协方差的平方和没有除以维数。",
    ),
    "hinge-missing": edit(
        "torch.relu(1 - deviation)",
        "(1 - deviation)",
        "The maximum with 0 is missing: a larger deviation is rewarded without end.",
        "少了与 0 取最大：标准差越大越受奖励，没有止境。",
    ),
}
