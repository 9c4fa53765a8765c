"""Classification by the k nearest neighbours in NumPy: one vote each, ties to the smallest id."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit, instead


def knn(X: np.ndarray, y: np.ndarray, queries: np.ndarray, k: int) -> np.ndarray:
    """The class [Q] that most of the k samples [N, D] nearest to each query [Q, D] have, of
    classes [N]."""
    distances = ((queries[:, None, :] - X) ** 2).sum(axis=2)
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :k]
    votes = y[nearest]
    return np.array([np.bincount(row).argmax() for row in votes])


def oracle(X: Tensor, y: Tensor, queries: Tensor, k: int) -> Tensor:
    """By rank: a sample votes when fewer than k others are nearer, or as near and before it."""
    distances = (queries.unsqueeze(1) - X).square().sum(dim=2)
    this, other = distances.unsqueeze(2), distances.unsqueeze(1)
    place = torch.arange(len(X))
    before = (other < this) | ((other == this) & (place < place.unsqueeze(1)))
    voting = before.sum(dim=2) < k
    counts = voting.long() @ F.one_hot(y)
    most = counts == counts.amax(dim=1, keepdim=True)
    return (most.long().cumsum(dim=1) == 0).sum(dim=1)  # how many classes come before the first


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Samples and queries on a grid: distances are exact however they are computed, and some are
    equal."""
    n, q, d = sizes["N"], sizes["Q"], sizes["D"]
    return {
        "X": draw.whole(-2, 2, n, d).to(torch.float64),
        "queries": draw.whole(-2, 2, q, d).to(torch.float64),
    }


def _nearest_decides(X: np.ndarray, y: np.ndarray, queries: np.ndarray, k: int) -> np.ndarray:
    found = []
    for query in queries:
        order = np.argsort(((X - query) ** 2).sum(axis=1), kind="stable")[:k]
        counts = np.bincount(y[order])
        found.append(next(c for c in y[order] if counts[c] == counts.max()))
    return np.array(found)


def _weighed(X: np.ndarray, y: np.ndarray, queries: np.ndarray, k: int) -> np.ndarray:
    distances = np.sqrt(((queries[:, None, :] - X) ** 2).sum(axis=2))
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :k]
    weights = 1 / (np.take_along_axis(distances, nearest, axis=1) + 1e-6)
    rows = zip(y[nearest], weights, strict=True)
    return np.array([np.bincount(row, weights=w).argmax() for row, w in rows])


WRONG = {
    "farthest": edit(
        "np.argsort(distances,",
        "np.argsort(-distances,",
        "The k farthest samples vote, not the k nearest.",
        "投票的是最远的 k 个样本，而不是最近的。",
    ),
    "nearest-alone": edit(
        "[:, :k]",
        "[:, :1]",
        "The nearest sample decides alone, whatever k is.",
        "不管 k 是多少，都只由最近的一个样本决定。",
    ),
    "itself-left-out": edit(
        "[:, :k]",
        "[:, 1 : k + 1]",
        "The nearest sample is passed over. That is right for samples that are queries themselves; here the queries are other points.",
        "跳过了最近的那个样本。查询点就是样本自己时才该这样；这里查询点是另外的点。",
    ),
    "mean-of-the-ids": edit(
        "np.array([np.bincount(row).argmax() for row in votes])",
        "np.rint(votes.mean(axis=1)).astype(y.dtype)",
        "The ids of the neighbours are averaged. Classes have no order: between 0 and 2 does not lie 1.",
        "对近邻的类别编号取了平均。类别之间没有大小：0 和 2 的中间并不是 1。",
    ),
    "median-of-the-ids": edit(
        "np.array([np.bincount(row).argmax() for row in votes])",
        "np.sort(votes, axis=1)[:, (votes.shape[1] - 1) // 2]",
        "The median of the ids is taken. With two classes and odd k that is the vote; with more it is not.",
        "取了类别编号的中位数。只有两类且 k 为奇数时才等于投票结果；类别多了就不对。",
    ),
    "nearest-breaks-ties": instead(
        _nearest_decides,
        "Where classes have equally many votes, the one with the nearest sample is taken. The smallest id is promised.",
        "票数相同时取了最近样本的类别；约定取编号最小的。",
    ),
    "weighed-by-distance": instead(
        _weighed,
        "Near neighbours have more than one vote here. That is a useful variant, but each is promised one.",
        "近的近邻票数更多。这是一种有用的变体，但约定每个近邻一票。",
    ),
    "products-for-distances": edit(
        "((queries[:, None, :] - X) ** 2).sum(axis=2)",
        "-(queries[:, None, :] * X).sum(axis=2)",
        "The samples with the largest products vote. Those are the nearest only where all samples have one length.",
        "选的是内积最大的样本。只有所有样本长度相同时，内积最大才等于距离最近。",
    ),
    "last-of-equals": edit(
        'np.argsort(distances, axis=1, kind="stable")',
        '(len(X) - 1 - np.argsort(distances[:, ::-1], axis=1, kind="stable"))',
        "Of samples at the same distance the last is taken; the first is promised.",
        "距离相同时取了靠后的样本；约定取靠前的。",
    ),
    "city-blocks": edit(
        "((queries[:, None, :] - X) ** 2)",
        "np.abs(queries[:, None, :] - X)",
        "The distances are sums of absolute differences (city blocks); Euclid's are promised.",
        "用的是各坐标差的绝对值之和（曼哈顿距离）；约定用欧氏距离。",
    ),
    "largest-coordinate": edit(
        "((queries[:, None, :] - X) ** 2).sum(axis=2)",
        "np.abs(queries[:, None, :] - X).max(axis=2)",
        "Only the coordinate in which two points are farthest apart counts (Chebyshev's distance); Euclid's is promised.",
        "只看相差最大的那个坐标（切比雪夫距离）；约定用欧氏距离。",
    ),
}
