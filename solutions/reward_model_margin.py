"""Bradley-Terry loss of a reward model with a margin for each pair, and centred rewards.

Touvron et al.: Llama 2 (2023), eq 2; Eisenstein et al.: Helping or Herding? (2023)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyRewardLoss(nn.Module):
    """Loss of rewards [N] of preferred and of other responses, with margins [N]."""

    def __init__(self, center: float) -> None:
        super().__init__()
        self.center = center

    def forward(self, chosen: Tensor, rejected: Tensor, margin: Tensor) -> Tensor:
        surplus = chosen - rejected - margin
        ranking = -F.logsigmoid(surplus)
        level = (chosen + rejected).square()
        return (ranking + self.center * level).mean()


def oracle(chosen: Tensor, rejected: Tensor, margin: Tensor, *, center: float) -> Tensor:
    """As a softmax of two with the margin on the other's side; the square multiplied out."""
    both = torch.stack([chosen, rejected + margin])
    level = chosen * chosen + 2 * chosen * rejected + rejected * rejected
    return center * level.mean() - both.log_softmax(dim=0)[0].mean()


WRONG = {
    "margin-added": edit(
        "- margin",
        "+ margin",
        "The margin is added: the surer people were, the less is asked of the model.",
        "间隔加上了：人们越肯定，对模型的要求反而越低。",
    ),
    "margin-missing": edit(
        "chosen - rejected - margin",
        "chosen - rejected",
        "The margin is missing: all pairs count the same, however sure people were.",
        "少了间隔：不论人们有多肯定，各对一视同仁。",
    ),
    "margin-outside": edit(
        "chosen - rejected - margin\n        ranking = -F.logsigmoid(surplus)",
        "chosen - rejected\n        ranking = -F.logsigmoid(surplus) + margin",
        "The margin stands outside of the sigmoid, where it has no gradient and teaches nothing.",
        "间隔放在了 sigmoid 外面，对梯度毫无影响，等于没有。",
    ),
    "difference-squared": edit(
        "(chosen + rejected).square()",
        "(chosen - rejected).square()",
        "The difference is squared, which pulls the pair together again; the sum is what fixes the level.",
        "平方的是差，会把一对重新拉到一起；决定水平的是和。",
    ),
    "each-squared": edit(
        "(chosen + rejected).square()",
        "(chosen.square() + rejected.square())",
        "Each reward is squared on its own, which also holds the two from moving apart; only their sum is to be 0.",
        "两个奖励各自平方，也会妨碍它们拉开；只需要它们的和为 0。",
    ),
    "mean-squared": edit(
        "(chosen + rejected).square()",
        "(chosen + rejected).mean().square()",
        "The square is of the batch's mean: pairs far above make up for pairs far below.",
        "平方的是整个批次的平均：偏高的对会抵消偏低的对。",
    ),
    "half-of-sum": edit(
        "(chosen + rejected).square()",
        "((chosen + rejected) / 2).square()",
        "The mean of the pair is squared instead of its sum: a quarter of the weight.",
        "平方的是一对的平均而不是和，权重只剩四分之一。",
    ),
    "pair-reversed": edit(
        "chosen - rejected - margin",
        "rejected - chosen - margin",
        "The pair is the wrong way round.",
        "一对的顺序反了。",
    ),
}
