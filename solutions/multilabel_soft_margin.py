"""Multi-label soft margin loss: binary cross-entropy a class, with a weight, mean over all."""

import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def multilabel_soft_margin(logits: Tensor, labels: Tensor, weight: Tensor | None = None) -> Tensor:
    """Loss of logits [N, C] for labels [N, C] of 0 and 1, classes weighed by [C]."""
    costs = -(labels * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits))
    if weight is not None:
        costs = costs * weight
    return costs.mean()


def oracle(logits: Tensor, labels: Tensor, weight: Tensor | None = None) -> Tensor:
    """PyTorch's own error on both sides, class by class."""
    each = F.binary_cross_entropy_with_logits(logits, labels, reduction="none").unbind(1)
    factors = logits.new_ones(len(each)) if weight is None else weight
    total = logits.new_zeros(())
    for factor, one in zip(factors, each, strict=True):
        total = total + factor * one.mean()
    return total / len(each)


WRONG = {
    "softmax": edit(
        "labels * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits)",
        "labels * F.log_softmax(logits, dim=1) + 0 * (1 - labels) * logits",
        "The classes compete in a softmax; here several can be true at once, and each is a yes or no of its own.",
        "用 softmax 让各类别互相竞争；这里可以同时有几个为真，每个类别各自回答是或否。",
    ),
    "positives-only": edit(
        "labels * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits)",
        "labels * F.logsigmoid(logits)",
        "Only labels of 1 cost something: a network that says yes to everything is perfect.",
        "只有标签为 1 的才有代价：对什么都说“是”的网络就完美了。",
    ),
    "summed-over-classes": edit(
        "costs.mean()",
        "costs.sum(dim=1).mean()",
        "The classes are summed; they are averaged too.",
        "对类别求了和；类别也应当取平均。",
    ),
    "zero-for-minus-one": edit(
        "labels * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits)",
        "F.logsigmoid(labels * logits)",
        "The labels are taken for −1 and 1: with a label of 0 the logit has no influence.",
        "把标签当成了 −1 和 1：标签为 0 时 logit 不起作用。",
    ),
    "weight-on-positives": edit(
        "costs = costs * weight",
        "costs = costs * (1 + labels * (weight - 1))",
        "The weight stands on the positives alone, as `pos_weight`; here it stands on both sides.",
        "权重只乘在正例上，那是 `pos_weight`；这里正负例都要乘。",
    ),
    "divided-by-weights": edit(
        "costs = costs * weight",
        "costs = costs * weight / weight.mean()",
        "The sum is divided by the weights, as in weighted cross-entropy; it is divided by the number of classes.",
        "除以了权重之和，那是加权交叉熵的做法；应当除以类别数。",
    ),
    "weight-ignored": edit(
        "costs = costs * weight",
        "costs = costs + 0 * weight",
        "The weight has no influence.",
        "权重不起作用。",
    ),
}
