"""The area under the ROC curve in NumPy, by ranks: ties count one half."""

import numpy as np
import torch
from torch import Tensor

from solutions import Draw, edit, instead


def auc(score: np.ndarray, y: np.ndarray) -> float:
    """The share of pairs of a positive and a negative sample in which the positive is scored
    higher, of scores [N] and labels [N] of 0 and 1."""
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = np.sum(y == 1)
    negatives = np.sum(y == 0)
    above = rank[y == 1].sum() - positives * (positives + 1) / 2
    return above / (positives * negatives)


def oracle(score: Tensor, y: Tensor) -> Tensor:
    """Every pair on its own: 1 where the positive is above, one half where it ties."""
    apart = score[y == 1].unsqueeze(1) - score[y == 0]
    return ((apart > 0).to(score) + 0.5 * (apart == 0).to(score)).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Scores on a grid, so that some are equal."""
    return {"score": draw.whole(-4, 4, sizes["N"]).to(torch.float64) / 2}


def _accuracy(score: np.ndarray, y: np.ndarray) -> float:
    return ((score > 0) == (y == 1)).mean()


def _average_precision(score: np.ndarray, y: np.ndarray) -> float:
    order = np.argsort(-score, kind="stable")
    hits = y[order] == 1
    return (np.cumsum(hits) / np.arange(1, len(y) + 1))[hits].mean()


WRONG = {
    "ties-by-chance": edit(
        "(np.cumsum(counts) - (counts - 1) / 2)[inverse]",
        'np.argsort(np.argsort(score, kind="stable"), kind="stable") + 1',
        "Equal scores get different ranks, by their order in the batch. The result then depends on how samples are sorted; ties count one half.",
        "打分相同的样本按它们在批次里的先后得到了不同名次，结果会随样本顺序而变；相同应当算一半。",
    ),
    "ties-won": edit(
        "(np.cumsum(counts) - (counts - 1) / 2)[inverse]",
        "np.cumsum(counts)[inverse]",
        "Equal scores all get the last of their ranks, so a tie counts as won. A constant score would look perfect.",
        "相同的打分都取了其中最大的名次，平局算成了赢；常数打分看起来会是满分。",
    ),
    "ties-lost": edit(
        "(np.cumsum(counts) - (counts - 1) / 2)[inverse]",
        "(np.cumsum(counts) - counts + 1)[inverse]",
        "Equal scores all get the first of their ranks, so a tie counts as lost.",
        "相同的打分都取了其中最小的名次，平局算成了输。",
    ),
    "turned-round": edit(
        "return above / (positives * negatives)",
        "return 1 - above / (positives * negatives)",
        "The order is turned round: this counts the pairs in which the negative sample is above.",
        "顺序反了：数的是负样本排在上面的样本对。",
    ),
    "own-pairs-left-in": edit(
        "rank[y == 1].sum() - positives * (positives + 1) / 2",
        "rank[y == 1].sum()",
        "The ranks also count the positive samples below each other; those pairs have to be taken out.",
        "名次里还数进了正样本之间的先后，这些样本对要减掉。",
    ),
    "all-pairs": edit(
        "above / (positives * negatives)",
        "above / (len(y) * (len(y) - 1) / 2)",
        "It is divided by all pairs of samples. Only pairs of a positive and a negative one are asked about.",
        "除以了全部样本对；只有一正一负的样本对才算。",
    ),
    "accuracy": instead(
        _accuracy,
        "That is the accuracy at the threshold 0. The area asks for no threshold, only for the order.",
        "这是阈值取 0 的准确率。面积与阈值无关，只看顺序。",
    ),
    "average-precision": instead(
        _average_precision,
        "That is the average precision, the area under another curve: precision over recall.",
        "这是平均精确率，是另一条曲线（精确率–召回率）下的面积。",
    ),
}
