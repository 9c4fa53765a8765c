"""Binary cross-entropy on logits with weights for positives, mean over all elements."""

import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def weighted_bce(logits: Tensor, labels: Tensor, pos_weight: Tensor) -> Tensor:
    """Binary cross-entropy of logits [N, C], positives weighed by class [C]."""
    positive = pos_weight * labels * F.logsigmoid(logits)
    negative = (1 - labels) * F.logsigmoid(-logits)
    return -(positive + negative).mean()


def oracle(logits: Tensor, labels: Tensor, pos_weight: Tensor) -> Tensor:
    """PyTorch's own."""
    return F.binary_cross_entropy_with_logits(logits, labels, pos_weight=pos_weight)


WRONG = {
    "on-both": edit(
        "(1 - labels) * F.logsigmoid(-logits)",
        "pos_weight * (1 - labels) * F.logsigmoid(-logits)",
        "The weight stands on the negatives too: nothing is balanced.",
        "负例也乘了权重：什么也没有平衡。",
    ),
    "on-negatives": edit(
        "(1 - labels) * F.logsigmoid(-logits)",
        "pos_weight * (1 - labels) * F.logsigmoid(-logits) + (1 - pos_weight) * labels * F.logsigmoid(logits)",
        "The weight stands on the negatives in place of the positives.",
        "权重乘在了负例上，而不是正例上。",
    ),
    "divided-by-weights": edit(
        "-(positive + negative).mean()",
        "-(positive + negative).sum() / (pos_weight * labels + 1 - labels).sum()",
        "The sum is divided by the weights; it is divided by the number of elements.",
        "除以了权重之和；应当除以元素个数。",
    ),
    "weight-ignored": edit(
        "pos_weight * labels * F.logsigmoid(logits)",
        "labels * F.logsigmoid(logits)",
        "The weight is left out.",
        "漏掉了权重。",
    ),
    "weight-on-logits": edit(
        "pos_weight * labels * F.logsigmoid(logits)",
        "labels * F.logsigmoid(pos_weight * logits)",
        "The weight multiplies the logits; it belongs in front of the logarithm.",
        "权重乘在了 logits 上；应当乘在对数前面。",
    ),
    "one-weight-for-all": edit(
        "pos_weight * labels",
        "pos_weight.mean() * labels",
        "The mean weight serves all classes; each has its own.",
        "所有类别共用了平均权重；每个类别应各有自己的。",
    ),
}
