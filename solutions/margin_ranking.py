"""Margin ranking loss of pairs of scores, mean over pairs."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit, instead


class MyMarginRankingLoss(nn.Module):
    """Ranking loss of scores [N] against scores [N], signs -1 or 1 [N]."""

    def __init__(self, margin: float) -> None:
        super().__init__()
        self.margin = margin

    def forward(self, first: Tensor, second: Tensor, signs: Tensor) -> Tensor:
        lead = signs * (first - second)
        return torch.relu(self.margin - lead).mean()


def oracle(first: Tensor, second: Tensor, signs: Tensor, *, margin: float) -> Tensor:
    """PyTorch's own."""
    return F.margin_ranking_loss(first, second, signs, margin=margin)


def _mean_first(first: Tensor, second: Tensor, signs: Tensor, *, margin: float) -> Tensor:
    return torch.relu(margin - (signs * (first - second)).mean())


WRONG = {
    "order-reversed": edit(
        "first - second",
        "second - first",
        "A sign of 1 is taken to mean that the second is better; it is the first.",
        "把符号 1 当成了后者更好；应当是前者更好。",
    ),
    "margin-subtracted": edit(
        "self.margin - lead",
        "-self.margin - lead",
        "The margin is subtracted: pairs are let off before they are in order.",
        "间隔减去了：次序还没对就被放过了。",
    ),
    "sign-on-the-margin": edit(
        "self.margin - lead",
        "signs * self.margin - lead",
        "The margin is multiplied by the sign: where the second is better it works against it.",
        "间隔也乘了符号：后者更好时，间隔反而起反作用。",
    ),
    "hinge-missing": edit(
        "torch.relu(self.margin - lead)",
        "(self.margin - lead)",
        "The maximum with 0 is missing: pairs that are in order go on being pushed apart.",
        "少了与 0 取最大：次序已对的仍在继续拉开。",
    ),
    "mean-first": instead(
        _mean_first,
        "The maximum with 0 is taken of the mean: pairs in order make up for others.",
        "对平均值取了与 0 的最大：次序对的会抵消次序错的。",
    ),
    "logistic": edit(
        "torch.relu(self.margin - lead)",
        "F.softplus(self.margin - lead)",
        "The hinge is smoothed: that is a logistic ranking loss.",
        "合页换成了 softplus：那是 logistic 排序损失。",
    ),
}
