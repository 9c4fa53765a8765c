"""Squared hinge loss with signs for labels, mean over samples."""

import torch
from torch import Tensor

from solutions import edit


def squared_hinge_loss(scores: Tensor, signs: Tensor) -> Tensor:
    """Squared hinge loss of scores [N] against signs -1 or 1."""
    agreement = signs * scores
    shortfall = torch.relu(1 - agreement)
    return shortfall.square().mean()


def oracle(scores: Tensor, signs: Tensor) -> Tensor:
    """Squared distances of the samples within the margin from their signs, positives apart."""
    low = scores[(signs > 0) & (scores < 1)]
    high = scores[(signs < 0) & (scores > -1)]
    return (((1 - low) ** 2).sum() + ((high + 1) ** 2).sum()) / len(scores)


WRONG = {
    "square-first": edit(
        "shortfall.square()",
        "((1 - agreement).square() + 0 * shortfall)",
        "The square comes before the maximum, which then does nothing: scores beyond the margin are pulled back.",
        "先平方再取最大，取最大就不起作用了：超出间隔的打分又被拉了回来。",
    ),
    "not-squared": edit(
        "shortfall.square()",
        "shortfall",
        "The shortfall is not squared: that is the hinge loss.",
        "差额没有平方：那是合页损失。",
    ),
    "mean-first": edit(
        "shortfall.square().mean()",
        "shortfall.mean().square()",
        "The mean is squared; each shortfall is.",
        "平方的是平均值；应当对每个差额平方。",
    ),
    "margin-missing": edit(
        "torch.relu(1 - agreement)",
        "torch.relu(-agreement)",
        "The margin is missing: a score of 0 costs nothing.",
        "少了间隔：打分为 0 也没有代价。",
    ),
    "sign-reversed": edit(
        "1 - agreement",
        "1 + agreement",
        "The sign is reversed: scores are pushed to the wrong side.",
        "符号反了：打分会被推向错误的一侧。",
    ),
    "half-in-front": edit(
        "shortfall.square().mean()",
        "shortfall.square().mean() / 2",
        "There is a half in front of the square; here there is none.",
        "平方前带了二分之一；这里没有。",
    ),
    "labels-zero-one": edit(
        "signs * scores",
        "(signs + 1) / 2 * scores",
        "The signs are turned into 0 and 1: negatives always cost 1.",
        "把符号换成了 0 和 1：负例的代价恒为 1。",
    ),
}
