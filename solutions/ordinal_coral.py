"""CORAL loss of ordered classes: one binary cross-entropy for each threshold.

Cao, Mirjalili, Raschka: Rank Consistent Ordinal Regression for Neural Networks (2020)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit, instead


class MyCoralLoss(nn.Module):
    """Sum over thresholds, mean over samples, of logits [N, K] and ranks [N] from 0 to K."""

    def forward(self, logits: Tensor, ranks: Tensor) -> Tensor:
        thresholds = torch.arange(logits.shape[1])
        levels = (ranks.unsqueeze(1) > thresholds).to(logits.dtype)
        losses = -levels * F.logsigmoid(logits) - (1 - levels) * F.logsigmoid(-logits)
        return losses.sum(dim=1).mean()


def oracle(logits: Tensor, ranks: Tensor) -> Tensor:
    """PyTorch's binary cross-entropy, the levels as rows of a triangle."""
    thresholds = logits.shape[1]
    triangle = logits.new_ones(thresholds + 1, thresholds).tril(-1)
    total = F.binary_cross_entropy_with_logits(logits, triangle[ranks], reduction="sum")
    return total / len(logits)


def _classes(logits: Tensor, ranks: Tensor) -> Tensor:
    scores = torch.cat((torch.zeros_like(logits[:, :1]), logits), dim=1)
    return (scores.logsumexp(dim=1) - scores.gather(1, ranks.unsqueeze(1)).squeeze(1)).mean()


def _regressed(logits: Tensor, ranks: Tensor) -> Tensor:
    return (logits.sigmoid().sum(dim=1) - ranks).square().mean()


WRONG = {
    "at-least": edit(
        "ranks.unsqueeze(1) > thresholds",
        "ranks.unsqueeze(1) >= thresholds",
        "Level k says whether the rank is k or more, where column k asks for above k: the first question is then always answered with yes.",
        "第 k 列问的是“大于 k”，却按“大于等于 k”来答：第一个问题的答案就永远是“是”。",
    ),
    "one-hot-levels": edit(
        "ranks.unsqueeze(1) > thresholds",
        "ranks.unsqueeze(1) == thresholds + 1",
        "Only the last threshold that is passed gets a 1. All below it are passed too, and that is how near ranks come to share answers.",
        "只有最后越过的那个阈值记 1。它下面的阈值也都越过了，相近的等级正是因此才有相同的答案。",
    ),
    "levels-inverted": edit(
        "ranks.unsqueeze(1) > thresholds",
        "ranks.unsqueeze(1) <= thresholds",
        "Yes and no are exchanged: a high rank is trained to low probabilities.",
        "“是”与“否”颠倒了：等级高的样本反而学成了低概率。",
    ),
    "passed-only": edit(
        " - (1 - levels) * F.logsigmoid(-logits)",
        "",
        "Only the thresholds that are passed count; those that are not have to be answered with no, or all logits grow without end.",
        "只算了越过的阈值。没越过的也要答“否”，不然所有 logits 都会无限增大。",
    ),
    "mean-over-thresholds": edit(
        ".sum(dim=1).mean()",
        ".mean()",
        "The thresholds are averaged; they are summed, so that what is further off costs more.",
        "对阈值取了平均；应当求和。",
    ),
    "classes-without-order": instead(
        _classes,
        "That is cross-entropy over the ranks as classes: being wrong by one costs as much as being wrong by all.",
        "这是把等级当成普通类别的交叉熵：差一级与差很多级没有区别。",
    ),
    "rank-regressed": instead(
        _regressed,
        "The expected rank is compared with the true one by a square; each question has a cross-entropy of its own.",
        "拿期望等级与真实等级做平方误差了；应当每个问题各算交叉熵。",
    ),
    "probabilities": edit(
        "-levels * F.logsigmoid(logits) - (1 - levels) * F.logsigmoid(-logits)",
        "-levels * logits.sigmoid() - (1 - levels) * (-logits).sigmoid()",
        "The probabilities are summed, not their logarithms: a confident mistake costs at most 1.",
        "相加的是概率而不是对数概率：再自信的错误代价也至多为 1。",
    ),
}
