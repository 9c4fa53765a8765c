"""Simple preference optimization on pairs, mean over pairs.

Meng, Xia, Chen: SimPO, Simple Preference Optimization with a Reference-Free Reward (2024)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MySimPOLoss(nn.Module):
    """SimPO of summed log-probabilities [N] and lengths [N] in tokens."""

    def __init__(self, beta: float, gamma: float) -> None:
        super().__init__()
        self.beta = beta
        self.gamma = gamma

    def forward(
        self, chosen: Tensor, rejected: Tensor, length_chosen: Tensor, length_rejected: Tensor
    ) -> Tensor:
        reward_chosen = self.beta * chosen / length_chosen
        reward_rejected = self.beta * rejected / length_rejected
        margin = reward_chosen - reward_rejected - self.gamma
        return -F.logsigmoid(margin).mean()


def oracle(
    chosen: Tensor,
    rejected: Tensor,
    length_chosen: Tensor,
    length_rejected: Tensor,
    *,
    beta: float,
    gamma: float,
) -> Tensor:
    """As a softmax of two, the margin added to the other's reward."""
    one, other = beta * (chosen / length_chosen), beta * (rejected / length_rejected) + gamma
    return (torch.logaddexp(one, other) - one).mean()


WRONG = {
    "gamma-scaled": edit(
        "reward_chosen - reward_rejected - self.gamma",
        "reward_chosen - reward_rejected - self.beta * self.gamma",
        "The margin is multiplied by beta; it is subtracted as it is.",
        "间隔乘了 beta；它应当原样减去。",
    ),
    "gamma-added": edit(
        "- self.gamma",
        "+ self.gamma",
        "The margin is added: pairs are let off before they are told apart.",
        "间隔加上了：还没分开的对就被放过了。",
    ),
    "gamma-missing": edit(
        "- self.gamma",
        "",
        "The margin is missing.",
        "少了间隔。",
    ),
    "not-normalised": edit(
        "self.beta * chosen / length_chosen",
        "self.beta * chosen",
        "The reward of the preferred response is not divided by its length.",
        "更受喜欢的回复的奖励没有除以长度。",
    ),
    "lengths-exchanged": edit(
        "rejected / length_rejected",
        "rejected / length_chosen",
        "Both responses are divided by the length of the preferred one.",
        "两条回复都除以了更受喜欢的那条的长度。",
    ),
    "pair-reversed": edit(
        "reward_chosen - reward_rejected",
        "reward_rejected - reward_chosen",
        "The pair is the wrong way round.",
        "一对的顺序反了。",
    ),
    "logarithm-missing": edit(
        "-F.logsigmoid(margin)",
        "-torch.sigmoid(margin)",
        "The logarithm is missing.",
        "少了对数。",
    ),
}
