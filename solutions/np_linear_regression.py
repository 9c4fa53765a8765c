"""Linear regression in closed form in NumPy: least squares with a penalty on the weights."""

import numpy as np
import torch
from torch import Tensor

from solutions import Draw, edit, instead


def linear_regression(X: np.ndarray, y: np.ndarray, l2: float) -> tuple[np.ndarray, float]:
    """Weights [D] and bias with the least sum of squared errors of samples [N, D] and targets [N],
    plus `l2` times the squared length of the weights."""
    centered = X - X.mean(axis=0)
    gram = centered.T @ centered + l2 * np.eye(X.shape[1])
    w = np.linalg.solve(gram, centered.T @ (y - y.mean()))
    return w, y.mean() - X.mean(axis=0) @ w


def oracle(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Plain least squares, the penalty being D more samples: sqrt(l2) of one feature, no bias,
    and a target of 0."""
    n, d = X.shape
    above = torch.cat([X, X.new_ones(n, 1)], dim=1)
    below = torch.cat([l2**0.5 * torch.eye(d).to(X), X.new_zeros(d, 1)], dim=1)
    targets = torch.cat([y, y.new_zeros(d)])
    found = torch.linalg.lstsq(torch.cat([above, below]), targets.unsqueeze(1)).solution.squeeze(1)
    return found[:-1], found[-1]


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Samples whose deviation is between 0.7 and 2 along every direction in which they have one (at
    most N - 1), so that the equations are as well behaved for 300 features as for 3."""
    n, d = sizes["N"], sizes["D"]
    mean = draw.kind("unit-vectors", 1, d) * draw.uniform(1, low=0.7, high=1.5)
    rank = min(n - 1, d)
    if rank == 0:
        return {"X": mean}
    start = draw.normal(n, rank)
    left = torch.linalg.qr(start - start.mean(dim=0)).Q * n**0.5
    right = torch.linalg.qr(draw.normal(d, rank)).Q
    return {"X": (left * draw.uniform(rank, low=0.7, high=2.0)) @ right.T + mean}


def _bias_penalised(X: np.ndarray, y: np.ndarray, l2: float) -> tuple[np.ndarray, float]:
    A = np.hstack([X, np.ones((len(X), 1))])
    v = np.linalg.solve(A.T @ A + l2 * np.eye(A.shape[1]), A.T @ y)
    return v[:-1], v[-1]


def _through_the_origin(X: np.ndarray, y: np.ndarray, l2: float) -> tuple[np.ndarray, float]:
    w = np.linalg.solve(X.T @ X + l2 * np.eye(X.shape[1]), X.T @ y)
    return w, 0 * X.mean(axis=0) @ w


WRONG = {
    "bias-penalised": instead(
        _bias_penalised,
        "The bias is one more weight here and is penalised with the others: shift all targets, and the plane does not follow.",
        "偏置当成了又一个权重，也受了惩罚：所有目标一起平移，平面却跟不上。",
    ),
    "through-the-origin": instead(
        _through_the_origin,
        "There is no bias: the plane is made to go through the origin.",
        "没有偏置：平面被迫经过原点。",
    ),
    "bias-from-the-targets-alone": edit(
        "y.mean() - X.mean(axis=0) @ w",
        "y.mean() - 0 * X.mean(axis=0) @ w",
        "The bias is the mean of the targets. That is right only for samples of mean zero; the weights were found for those, but the samples are not.",
        "偏置直接取了目标的均值。只有样本均值为零时才对；求权重时样本减过均值，预测时的样本却没有。",
    ),
    "targets-alone-centered": edit(
        "centered = X - X.mean(axis=0)",
        "centered = X - 0 * X.mean(axis=0)",
        "The targets lose their mean and the samples keep theirs, so the weights have to make up for the mean of the samples.",
        "目标减了均值，样本却没有减，权重不得不去弥补样本的均值。",
    ),
    "one-mean-for-all-features": edit(
        "centered = X - X.mean(axis=0)",
        "centered = X - X.mean()",
        "One mean is taken over all features. Each feature has its own.",
        "所有特征共用了一个均值；每个特征应当减自己的均值。",
    ),
    "averaged-errors": edit(
        "l2 * np.eye(X.shape[1])",
        "len(X) * l2 * np.eye(X.shape[1])",
        "The errors are averaged here, so that the penalty weighs N times as much as promised.",
        "这里对误差取了平均，惩罚的作用比约定大了 N 倍。",
    ),
    "penalty-missing": edit(
        "l2 * np.eye(X.shape[1])",
        "1e-3 * l2 * np.eye(X.shape[1])",
        "The penalty is next to nothing: that is plain least squares, which has no single solution where samples are few.",
        "惩罚几乎为零，成了普通最小二乘；样本少时它的解不唯一。",
    ),
    "penalty-on-every-entry": edit(
        "l2 * np.eye(X.shape[1])",
        "l2 * (np.eye(X.shape[1]) + 0.999 * (1 - np.eye(X.shape[1])))",
        "The penalty is added to every entry of the matrix. That penalises the sum of the weights; their squares stand on the diagonal.",
        "惩罚加到了矩阵的每个元素上，罚的是权重之和的平方；各权重的平方只在对角线上。",
    ),
}
