"""Soft Dice loss, per sample, smoothed in numerator and denominator, mean over samples."""

from torch import Tensor, nn

from solutions import edit, instead


class MyDiceLoss(nn.Module):
    """Dice loss of probabilities [N, P] and masks [N, P]."""

    def __init__(self, smooth: float) -> None:
        super().__init__()
        self.smooth = smooth

    def forward(self, probs: Tensor, labels: Tensor) -> Tensor:
        overlap = (probs * labels).sum(dim=1)
        areas = probs.sum(dim=1) + labels.sum(dim=1)
        return (1 - (2 * overlap + self.smooth) / (areas + self.smooth)).mean()


def oracle(probs: Tensor, labels: Tensor, *, smooth: float) -> Tensor:
    """From hits, false alarms and misses, sample by sample."""
    total = probs.new_zeros(())
    for p, y in zip(probs, labels, strict=True):
        hits, alarms, misses = p @ y, p @ (1 - y), (1 - p) @ y
        total = total + (alarms + misses) / (2 * hits + alarms + misses + smooth)
    return total / len(probs)


def _batch_at_once(probs: Tensor, labels: Tensor, *, smooth: float) -> Tensor:
    overlap, areas = (probs * labels).sum(), probs.sum() + labels.sum()
    return 1 - (2 * overlap + smooth) / (areas + smooth)


WRONG = {
    "batch-at-once": instead(
        _batch_at_once,
        "All samples are thrown together: a large object outweighs small ones in other samples.",
        "把所有样本混在一起算：大目标会盖过其他样本里的小目标。",
    ),
    "factor-two-missing": edit(
        "2 * overlap",
        "overlap",
        "The factor 2 is missing: a perfect prediction still costs about a half.",
        "少了系数 2：预测完美时损失仍约为二分之一。",
    ),
    "smooth-below-only": edit(
        "(2 * overlap + self.smooth)",
        "(2 * overlap)",
        "The smoothing stands in the denominator only: an empty sample that is predicted empty costs 1.",
        "平滑项只加在分母上：空样本预测为空，损失却是 1。",
    ),
    "squared": edit(
        "probs.sum(dim=1) + labels.sum(dim=1)",
        "probs.square().sum(dim=1) + labels.sum(dim=1)",
        "The probabilities are squared in the denominator, as V-Net does; here they are not.",
        "像 V-Net 那样在分母里平方了概率；这里不平方。",
    ),
    "one-minus-missing": edit(
        "(1 - (2 * overlap + self.smooth) / (areas + self.smooth))",
        "((2 * overlap + self.smooth) / (areas + self.smooth))",
        "That is the coefficient; the loss is 1 less it.",
        "这是系数本身；损失是 1 减去它。",
    ),
    "jaccard": edit(
        "(1 - (2 * overlap + self.smooth) / (areas + self.smooth))",
        "(1 - (overlap + self.smooth) / (areas - overlap + self.smooth))",
        "That is the Jaccard loss, overlap over union.",
        "这是 Jaccard 损失：重叠除以并集。",
    ),
    "thresholded": edit(
        "(probs * labels).sum(dim=1)",
        "((probs > 0.5).to(probs.dtype) * labels).sum(dim=1)",
        "The probabilities are thresholded before they overlap: that has no gradient.",
        "求重叠之前先做了阈值化：那样没有梯度。",
    ),
}
