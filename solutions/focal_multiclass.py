"""Focal loss of a softmax against class ids, from logits: mean over samples.

Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection (2017), section 3."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit, instead


class MyMulticlassFocalLoss(nn.Module):
    """Focal loss of logits [N, C] against class ids [N], mean over the batch."""

    def __init__(self, gamma: float) -> None:
        super().__init__()
        self.gamma = gamma

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        total = torch.logsumexp(logits, dim=1)
        index = target.unsqueeze(1)
        log_pt = logits.gather(1, index).squeeze(1) - total
        # 1 - p_t as the sum of the others: near 1 the difference has no digits left.
        others = logits.scatter(1, index, float("-inf"))
        log_rest = torch.logsumexp(others, dim=1) - total
        factor = torch.exp(self.gamma * log_rest)
        return -(factor * log_pt).mean()


def oracle(logits: Tensor, target: Tensor, *, gamma: float) -> Tensor:
    """By the gaps to the true class: p_t = 1 / (1 + s) and 1 - p_t = s / (1 + s)."""
    hot = F.one_hot(target, logits.shape[1]).bool()
    gaps = logits - logits[hot].unsqueeze(1)
    log_s = torch.logsumexp(gaps.masked_fill(hot, float("-inf")), dim=1)
    return (
        (torch.sigmoid(log_s).pow(gamma) if gamma >= 1 else _power(log_s, gamma))
        .mul(F.softplus(log_s))
        .mean()
    )


def _power(log_s: Tensor, gamma: float) -> Tensor:
    return torch.exp(-gamma * F.softplus(-log_s))


def _sigmoid_each(logits: Tensor, target: Tensor, *, gamma: float) -> Tensor:
    x = logits.gather(1, target.unsqueeze(1)).squeeze(1)
    return (torch.exp(gamma * F.logsigmoid(-x)) * -F.logsigmoid(x)).mean()


WRONG = {
    "sigmoid-each": instead(
        _sigmoid_each,
        "A sigmoid treats every class on its own; the probabilities of a sample then do not "
        "sum to 1.",
        "sigmoid 把每个类别单独处理，一个样本的概率加起来就不等于 1 了。",
    ),
    "easy-weighted-up": edit(
        "self.gamma * log_rest",
        "self.gamma * log_pt",
        "The factor is p_t to the power gamma: easy samples weigh more, hard ones less.",
        "调制因子用了 p_t 的 gamma 次幂：简单样本反而更重，难的更轻。",
    ),
    "factor-missing": edit(
        "factor * log_pt",
        "log_pt",
        "The modulating factor is missing: that is cross-entropy.",
        "少了调制因子，这只是交叉熵。",
    ),
    "factor-detached": edit(
        "factor * log_pt",
        "factor.detach() * log_pt",
        "The factor is cut off from autograd; it depends on the logits as well, and its "
        "share of the gradient is missing.",
        "调制因子与计算图断开了；它同样依赖 logits，梯度里少了它那一份。",
    ),
    "of-the-mean": edit(
        "-(factor * log_pt).mean()",
        "-(factor.mean() * log_pt.mean())",
        "Factor and logarithm are averaged before they are multiplied: every sample gets "
        "the same weight.",
        "因子和对数先各自平均再相乘：每个样本的权重都成了一样的。",
    ),
}
