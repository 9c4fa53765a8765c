"""Binary cross-entropy of probabilities, logarithms bounded at -100: mean over all elements."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyProbabilityBCELoss(nn.Module):
    """Binary cross-entropy of probabilities [N, C] against labels 0 or 1, mean over all."""

    def forward(self, probs: Tensor, labels: Tensor) -> Tensor:
        log_p = torch.log(probs).clamp(min=-100)
        log_not_p = torch.log1p(-probs).clamp(min=-100)
        per_element = -(labels * log_p + (1 - labels) * log_not_p)
        return per_element.mean()


def oracle(probs: Tensor, labels: Tensor) -> Tensor:
    """PyTorch's own."""
    return F.binary_cross_entropy(probs, labels)


WRONG = {
    "epsilon-in-log": edit(
        "torch.log(probs).clamp(min=-100)",
        "torch.log(probs + 1e-3).clamp(min=-100)",
        "An epsilon is added to the probability: every loss is a little too small, and that of a "
        "sure mistake far too small.",
        "给概率加了 epsilon：每个损失都偏小一点，错得肯定的地方则小得多。",
    ),
    "sigmoid-again": edit(
        "torch.log(probs).clamp(min=-100)",
        "torch.nn.functional.logsigmoid(probs)",
        "A sigmoid is taken of what is a probability already: it comes out between 0.5 and 0.73.",
        "输入已经是概率，又做了一次 sigmoid：结果只会落在 0.5 与 0.73 之间。",
    ),
    "negatives-missing": edit(
        "labels * log_p + (1 - labels) * log_not_p",
        "labels * log_p",
        "Only the elements with label 1 are scored: a model that always says yes pays nothing.",
        "只算了标签为 1 的元素：总答“是”的模型毫无代价。",
    ),
    "labels-swapped": edit(
        "labels * log_p + (1 - labels) * log_not_p",
        "(1 - labels) * log_p + labels * log_not_p",
        "The two terms have each other's label: the model is rewarded for the wrong answer.",
        "两项用的标签对调了：答错反而得到奖励。",
    ),
    "summed": edit(
        "per_element.mean()",
        "per_element.sum(dim=1).mean()",
        "The labels of one sample are summed; the mean runs over all N times C elements.",
        "同一个样本的各标签被求和了；平均应当走遍全部 N 乘 C 个元素。",
    ),
}
