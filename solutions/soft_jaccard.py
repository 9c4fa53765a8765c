"""Soft Jaccard loss, per sample, smoothed in numerator and denominator, mean over samples."""

import torch
from torch import Tensor, nn

from solutions import edit, instead


class MySoftJaccardLoss(nn.Module):
    """Jaccard loss of probabilities [N, P] and masks [N, P]."""

    def __init__(self, smooth: float) -> None:
        super().__init__()
        self.smooth = smooth

    def forward(self, probs: Tensor, labels: Tensor) -> Tensor:
        overlap = (probs * labels).sum(dim=1)
        union = probs.sum(dim=1) + labels.sum(dim=1) - overlap
        return (1 - (overlap + self.smooth) / (union + self.smooth)).mean()


def oracle(probs: Tensor, labels: Tensor, *, smooth: float) -> Tensor:
    """Sample by sample, what the union has beyond the overlap over the union."""
    parts = []
    for p, y in zip(probs, labels, strict=True):
        inside = torch.where(y == 1, 1.0, p).sum()  # a pixel of the mask is in the union as a whole
        parts.append((p - y).abs().sum() / (inside + smooth))
    return torch.stack(parts).mean()


def _whole_batch(probs: Tensor, labels: Tensor, *, smooth: float) -> Tensor:
    overlap = (probs * labels).sum()
    return 1 - (overlap + smooth) / (probs.sum() + labels.sum() - overlap + smooth)


WRONG = {
    "dice": edit(
        "1 - (overlap + self.smooth) / (union + self.smooth)",
        "1 - (2 * overlap + self.smooth) / (union + overlap + self.smooth)",
        "That is the Dice loss: twice the overlap over both areas.",
        "这是 Dice 损失：两倍交集除以两个面积之和。",
    ),
    "overlap-counted-twice": edit(
        "+ labels.sum(dim=1) - overlap",
        "+ labels.sum(dim=1)",
        "The overlap is in both areas and has to be taken off once to make a union.",
        "交集在两个面积里各算了一次，要减掉一次才是并集。",
    ),
    "whole-batch": instead(
        _whole_batch,
        "The whole batch is one mask: large objects outweigh small ones. Each sample has its own index.",
        "把整个批次当成了一张掩码：大目标会盖过小目标。每个样本应当各算各的。",
    ),
    "smooth-below-only": edit(
        "(overlap + self.smooth)",
        "(overlap)",
        "The smoothing stands in the denominator only: an empty mask found empty costs 1.",
        "平滑项只加在分母上：空掩码预测为空，代价却是 1。",
    ),
    "one-minus-missing": edit(
        "1 - (overlap + self.smooth) / (union + self.smooth)",
        "(overlap + self.smooth) / (union + self.smooth)",
        "That is the index; the loss is 1 less it.",
        "这是指数本身；损失是 1 减去它。",
    ),
    "logarithm": edit(
        "1 - (overlap + self.smooth) / (union + self.smooth)",
        "-((overlap + self.smooth) / (union + self.smooth)).log()",
        "The logarithm of the index is taken, as in UnitBox; here it is 1 less the index.",
        "对指数取了负对数（UnitBox 那样）；这里是 1 减去指数。",
    ),
    "thresholded": edit(
        "(probs * labels).sum(dim=1)",
        "((probs > 0.5) * labels + 0 * probs).sum(dim=1)",
        "The probabilities are cut at a half for the overlap, through which no gradient goes.",
        "求交集时把概率按 0.5 二值化了，梯度无法通过。",
    ),
}
