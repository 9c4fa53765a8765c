"""Entropy in nats of the softmax of each row, mean over the batch."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit, instead


class MyEntropy(nn.Module):
    """Mean over the batch of the entropy of softmax(logits), logits [N, C]."""

    def forward(self, logits: Tensor) -> Tensor:
        log_probs = F.log_softmax(logits, dim=1)
        probs = log_probs.exp()
        per_sample = -(probs * log_probs).sum(dim=1)
        return per_sample.mean()


def oracle(logits: Tensor) -> Tensor:
    """By log-sum-exp: LSE(x) - sum p x."""
    mean_logit = (logits.softmax(dim=1) * logits).sum(dim=1)
    return (torch.logsumexp(logits, dim=1) - mean_logit).mean()


def _base_two(logits: Tensor) -> Tensor:
    log_probs = logits.log_softmax(dim=1)
    return -(log_probs.exp() * log_probs).sum(dim=1).mean() / math.log(2)


def _of_mean(logits: Tensor) -> Tensor:
    mean = logits.softmax(dim=1).mean(dim=0)
    return -torch.xlogy(mean, mean).sum()


def _through_probabilities(logits: Tensor) -> Tensor:
    probs = logits.softmax(dim=1)
    return -(probs * probs.log()).sum(dim=1).mean()


WRONG = {
    "softmax-over-batch": edit(
        "F.log_softmax(logits, dim=1)",
        "F.log_softmax(logits, dim=0)",
        "Softmax runs over the batch, so the rows are no distributions over classes.",
        "softmax 沿批次做了，每一行就不再是类别上的分布。",
    ),
    "mean-over-classes": edit(
        ".sum(dim=1)",
        ".mean(dim=1)",
        "The terms of a row are averaged; entropy is their sum, and grows with the "
        "number of classes.",
        "对一行的各项取了平均；熵是它们的和，会随类别数增大。",
    ),
    "unweighted": edit(
        "(probs * log_probs)",
        "(log_probs)",
        "The log-probabilities are summed without their weights p.",
        "把对数概率直接加了起来，没有乘权重 p。",
    ),
    "without-log": edit(
        "(probs * log_probs)",
        "(probs * logits)",
        "The logits stand where log-probabilities belong; the normaliser is missing.",
        "该用对数概率的地方用了 logits，少了归一化项。",
    ),
    "of-the-mean": instead(
        _of_mean,
        "That is the entropy of the mean distribution, which is large even where every "
        "sample is sure.",
        "这是平均分布的熵：哪怕每个样本都很确定，它也可能很大。",
    ),
    "log-base-two": instead(
        _base_two,
        "The logarithm has base 2; what is asked is in nats.",
        "用了以 2 为底的对数；要的是自然对数。",
    ),
    "through-probabilities": instead(
        _through_probabilities,
        "The logarithm is taken of probabilities: where one is exactly 0, 0 times -inf is nan.",
        "对概率取了对数：概率恰为 0 时，0 乘 -inf 得 nan。",
    ),
    "weights-detached": edit(
        "log_probs.exp()",
        "log_probs.exp().detach()",
        "The weights are cut off from autograd. The gradient is then another one, here "
        "even zero: the "
        "mean of the score vanishes.",
        "权重与计算图断开了。剩下的梯度完全不同，在这里甚至是零：得分函数的期望为零。",
    ),
}
