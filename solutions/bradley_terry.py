"""Bradley-Terry loss of a reward model on pairs, mean over pairs."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def reward_loss(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Loss of rewards [N] of preferred and of other responses."""
    margin = chosen - rejected
    per_pair = -F.logsigmoid(margin)
    return per_pair.mean()


def oracle(chosen: Tensor, rejected: Tensor) -> Tensor:
    """As a softmax over the two rewards of a pair."""
    return -torch.stack([chosen, rejected]).log_softmax(dim=0)[0].mean()


WRONG = {
    "pair-reversed": edit(
        "chosen - rejected",
        "rejected - chosen",
        "The pair is the wrong way round: the response that people liked less gets the larger reward.",
        "一对的顺序反了：人们不喜欢的回复反而得到更高的奖励。",
    ),
    "logarithm-missing": edit(
        "-F.logsigmoid(margin)",
        "-torch.sigmoid(margin)",
        "The logarithm is missing: a pair that is badly wrong gets hardly any gradient.",
        "少了对数：错得离谱的对几乎得不到梯度。",
    ),
    "mean-first": edit(
        "per_pair = -F.logsigmoid(margin)",
        "per_pair = -F.logsigmoid(margin.mean())",
        "The differences are averaged before the sigmoid: pairs that are right make up for others that are wrong.",
        "先对差取平均再取 sigmoid：答对的对会抵消答错的对。",
    ),
    "hinge": edit(
        "-F.logsigmoid(margin)",
        "torch.relu(1 - margin)",
        "That is a hinge: it stops at a margin of 1 instead of fading.",
        "这是合页损失：到间隔 1 就停住，而不是逐渐变小。",
    ),
    "negated": edit(
        "-F.logsigmoid(margin)",
        "F.logsigmoid(margin)",
        "The minus is missing: training would make the loss smaller by preferring the wrong response.",
        "少了负号：训练会为了降低损失去偏好错误的回复。",
    ),
    "rewards-apart": edit(
        "-F.logsigmoid(margin)",
        "-(F.logsigmoid(chosen) + F.logsigmoid(-rejected))",
        "Each reward is scored on its own, as if there were a right level for it; only the difference means something.",
        "两个奖励各自打分，好像各有标准答案；有意义的只是它们的差。",
    ),
}
