"""Soft macro F1 loss of several labels: class by class over the batch, mean over classes."""

from torch import Tensor, nn

from solutions import edit, instead


class MySoftF1Loss(nn.Module):
    """Mean over the classes of one less the soft F1 of probabilities and labels [N, C]."""

    def forward(self, probs: Tensor, labels: Tensor) -> Tensor:
        hits = (probs * labels).sum(dim=0)
        both = probs.sum(dim=0) + labels.sum(dim=0)
        return (1 - 2 * hits / both).mean()


def oracle(probs: Tensor, labels: Tensor) -> Tensor:
    """From precision and recall, class by class; a class that is absent has neither."""
    total = probs.new_zeros(())
    for p, y in zip(probs.unbind(1), labels.unbind(1), strict=True):
        if not bool(y.any()):
            total = total + 1
            continue
        precision, recall = p @ y / p.sum(), p @ y / y.sum()
        total = total + 1 - 2 * precision * recall / (precision + recall)
    return total / probs.shape[1]


def _micro(probs: Tensor, labels: Tensor) -> Tensor:
    return 1 - 2 * (probs * labels).sum() / (probs.sum() + labels.sum())


def _absent_left_out(probs: Tensor, labels: Tensor) -> Tensor:
    there = labels.sum(dim=0) > 0
    hits, both = (probs * labels).sum(dim=0), probs.sum(dim=0) + labels.sum(dim=0)
    return ((1 - 2 * hits / both) * there).sum() / there.sum().clamp(min=1)


def _of_the_means(probs: Tensor, labels: Tensor) -> Tensor:
    hits = (probs * labels).sum(dim=0)
    precision = (hits / probs.sum(dim=0)).mean()
    recall = (hits / labels.sum(dim=0).clamp(min=1)).mean()
    return 1 - 2 * precision * recall / (precision + recall).clamp(min=1e-12)


WRONG = {
    "micro": instead(
        _micro,
        "The counts of all classes are added up before the quotient. That is micro F1, in which frequent classes outweigh rare ones.",
        "先把所有类别的计数相加，再相除，那是微平均 F1：常见类别会压过稀有类别。",
    ),
    "per-sample": edit(
        "(probs * labels).sum(dim=0)\n        both = probs.sum(dim=0) + labels.sum(dim=0)",
        "(probs * labels).sum(dim=1)\n        both = probs.sum(dim=1) + labels.sum(dim=1)",
        "Each sample is scored over its classes; each class is to be scored over the samples.",
        "对每个样本在各类别上打了分；应当对每个类别在各样本上打分。",
    ),
    "absent-left-out": instead(
        _absent_left_out,
        "Classes that no sample has are left out of the mean. They are promised to cost 1.",
        "平均时跳过了没有样本属于的类别；约定它们的损失是 1。",
    ),
    "of-the-means": instead(
        _of_the_means,
        "Precision and recall are averaged over the classes first, and F1 taken of the means. Each class has an F1 of its own.",
        "先对各类别的精确率和召回率取平均，再算 F1；应当每个类别各算一个 F1。",
    ),
    "thresholded": edit(
        "(probs * labels).sum(dim=0)",
        "((probs > 0.5).to(probs.dtype) * labels).sum(dim=0)",
        "The hits are counted from decisions. They have no gradient, so nothing is pulled up.",
        "命中是用判定来数的，没有梯度，什么都拉不上去。",
    ),
    "factor-two-missing": edit(
        "2 * hits / both",
        "hits / both",
        "The factor 2 is missing: perfect predictions still cost one half.",
        "少了系数 2：预测完美时损失仍是二分之一。",
    ),
    "precision-alone": edit(
        "2 * hits / both",
        "hits / probs.sum(dim=0)",
        "That is precision alone: what is missed costs nothing.",
        "这只是精确率：漏掉的没有代价。",
    ),
    "jaccard": edit(
        "2 * hits / both",
        "hits / (both - hits)",
        "That is overlap over union (Jaccard).",
        "这是重叠除以并集（Jaccard）。",
    ),
}
