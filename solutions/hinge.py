"""Hinge loss with signs for labels, mean over samples."""

import torch
from torch import Tensor

from solutions import edit


def hinge_loss(scores: Tensor, signs: Tensor) -> Tensor:
    """Hinge loss of scores [N] against signs -1 or 1."""
    agreement = signs * scores
    shortfall = torch.relu(1 - agreement)
    return shortfall.mean()


def oracle(scores: Tensor, signs: Tensor) -> Tensor:
    """Positives and negatives apart."""
    low = (1 - scores[signs > 0]).clamp(min=0).sum()
    high = (1 + scores[signs < 0]).clamp(min=0).sum()
    return (low + high) / len(scores)


WRONG = {
    "margin-missing": edit(
        "torch.relu(1 - agreement)",
        "torch.relu(-agreement)",
        "The margin is missing: that is the perceptron's loss, content with a score of 0.",
        "少了间隔：这是感知机的损失，打分为 0 就满意了。",
    ),
    "sign-reversed": edit(
        "1 - agreement",
        "1 + agreement",
        "The sign is reversed: scores are pushed to the wrong side.",
        "符号反了：打分会被推向错误的一侧。",
    ),
    "squared": edit(
        "torch.relu(1 - agreement)",
        "torch.relu(1 - agreement).square()",
        "The shortfall is squared: that is the squared hinge.",
        "差额平方了：那是平方合页损失。",
    ),
    "hinge-missing": edit(
        "torch.relu(1 - agreement)",
        "(1 - agreement)",
        "The maximum with 0 is missing: scores beyond the margin are rewarded without end.",
        "少了与 0 取最大：超出间隔的打分会被无限奖励。",
    ),
    "absolute": edit(
        "torch.relu(1 - agreement)",
        "(1 - agreement).abs()",
        "Scores beyond the margin are pulled back to it.",
        "超出间隔的打分又被拉了回来。",
    ),
    "summed": edit(
        "shortfall.mean()",
        "shortfall.sum()",
        "The samples are summed; the mean is taken.",
        "对样本求和了；应当取平均。",
    ),
    "labels-zero-one": edit(
        "signs * scores",
        "(signs + 1) / 2 * scores",
        "The signs are turned into 0 and 1: negatives always cost 1.",
        "把符号换成了 0 和 1：负例的代价恒为 1。",
    ),
}
