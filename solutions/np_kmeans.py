"""One step of k-means in NumPy: nearest centers, then the mean of the points of each."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def kmeans_step(X: np.ndarray, centers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The nearest of the centers [K, D] for points [N, D], and the centers moved to the mean of
    their points; one without points stays."""
    distances = ((X[:, None, :] - centers) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    new_centers = centers.copy()
    for k in range(len(centers)):
        if np.any(labels == k):
            new_centers[k] = X[labels == k].mean(axis=0)
    return labels, new_centers


def oracle(X: Tensor, centers: Tensor) -> tuple[Tensor, Tensor]:
    """By a matrix of memberships: its product with the points, over its column sums."""
    distances = torch.stack([(X - center).square().sum(dim=1) for center in centers], dim=1)
    nearest = distances == distances.amin(dim=1, keepdim=True)
    labels = (nearest.long().cumsum(dim=1) == 0).sum(dim=1)  # how many come before the first
    member = F.one_hot(labels, len(centers)).to(X)
    count = member.sum(dim=0).unsqueeze(1)
    means = member.T @ X / count.clamp(min=1)
    return labels, torch.where(count > 0, means, centers)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Points and centers on a grid: distances are exact however they are computed, and some are
    equal."""
    n, k, d = sizes["N"], sizes["K"], sizes["D"]
    return {
        "X": draw.whole(-3, 3, n, d).to(torch.float64),
        "centers": draw.whole(-2, 2, k, d).to(torch.float64),
    }


WRONG = {
    "farthest": edit(
        "distances.argmin(axis=1)",
        "distances.argmax(axis=1)",
        "Every point is given to the center that is farthest from it.",
        "把每个点归到了离它最远的中心。",
    ),
    "empty-nan": edit(
        "if np.any(labels == k):",
        "if len(centers):",
        "A center without points becomes nan, the mean of nothing, and is lost for all further steps; it is promised to stay.",
        "没有点的中心变成了 nan（空集的均值），之后就再也回不来；约定是留在原处。",
    ),
    "empty-to-zero": edit(
        "centers.copy()",
        "np.zeros_like(centers)",
        "A center without points jumps to zero. It is promised to stay where it is.",
        "没有点的中心跳到了零点；约定是留在原处。",
    ),
    "not-averaged": edit(
        "X[labels == k].mean(axis=0)",
        "X[labels == k].sum(axis=0)",
        "The points of a cluster are added up and not averaged, so large clusters throw their center far out.",
        "簇里的点只相加没有平均，点越多中心被甩得越远。",
    ),
    "one-number-a-center": edit(
        "X[labels == k].mean(axis=0)",
        "X[labels == k].mean()",
        "The mean is taken over the coordinates too, so that all coordinates of a center become equal.",
        "连坐标也一起平均了，一个中心的各个坐标变得相同。",
    ),
    "city-blocks": edit(
        "((X[:, None, :] - centers) ** 2)",
        "np.abs(X[:, None, :] - centers)",
        "Distances are sums of absolute differences. The mean fits squared ones; to these belongs the median (k-medians).",
        "距离用了绝对值之和。均值对应的是平方距离；绝对值对应中位数（k-medians）。",
    ),
    "labels-of-the-new-centers": edit(
        "return labels, new_centers",
        "return ((X[:, None, :] - new_centers) ** 2).sum(axis=2).argmin(axis=1), new_centers",
        "The labels are those of the centers after they were moved, half a step too late.",
        "标签是按移动之后的中心分的，晚了半步。",
    ),
    "last-of-equals": edit(
        "distances.argmin(axis=1)",
        "len(centers) - 1 - distances[:, ::-1].argmin(axis=1)",
        "Of centers at the same distance the last is taken; the first is promised.",
        "距离相同时取了编号最大的中心；约定取最小的。",
    ),
    "medians": edit(
        "X[labels == k].mean(axis=0)",
        "np.median(X[labels == k], axis=0)",
        "A center moves to the median of its points: that is k-medians, which makes the sum of absolute distances small, not of squares.",
        "中心移到了各点的中位数：那是 k-medians，它减小的是绝对距离之和，不是平方距离之和。",
    ),
}
