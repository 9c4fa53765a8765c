"""Clipped policy loss of PPO, mean over the tokens of the batch.

Schulman, Wolski, Dhariwal, Radford, Klimov: Proximal Policy Optimization Algorithms (2017)."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyPPOLoss(nn.Module):
    """PPO of log-probabilities [B, T] under both policies and advantages [B, T]."""

    def __init__(self, epsilon: float) -> None:
        super().__init__()
        self.epsilon = epsilon

    def forward(
        self, log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, mask: Tensor
    ) -> Tensor:
        weights = advantages.detach()
        ratio = torch.exp(log_probs - old_log_probs.detach())
        free = ratio * weights
        clipped = ratio.clamp(1 - self.epsilon, 1 + self.epsilon) * weights
        objective = torch.where(mask, torch.minimum(free, clipped), 0.0)
        return -objective.sum() / mask.sum()


def oracle(
    log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, mask: Tensor, *, epsilon: float
) -> Tensor:
    """By the sign of the advantage: an upper bound for good tokens, a lower one for bad ones."""
    ratio = torch.exp(log_probs - old_log_probs.detach())[mask]
    weights = advantages.detach()[mask]
    bounded = torch.where(weights > 0, ratio.clamp(max=1 + epsilon), ratio.clamp(min=1 - epsilon))
    return -(bounded * weights).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Policies that are close, so that ratios fall inside the clip and outside of it, and at some
    tokens far apart."""
    log_probs, old = draw.policies(sizes["B"], sizes["T"])
    return {"log_probs": log_probs, "old_log_probs": old}


def _per_sequence(
    log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, mask: Tensor, *, epsilon: float
) -> Tensor:
    ratio = torch.exp(log_probs - old_log_probs.detach())
    weights = advantages.detach()
    kept = torch.minimum(ratio * weights, ratio.clamp(1 - epsilon, 1 + epsilon) * weights)
    return -(torch.where(mask, kept, 0.0).sum(1) / mask.sum(1)).mean()


WRONG = {
    "maximum": edit(
        "torch.minimum(free, clipped)",
        "torch.maximum(free, clipped)",
        "The larger objective is taken: moves the wrong way are clipped, moves too far are not.",
        "取了较大的目标：走错方向的被截断，走得太远的反而没有。",
    ),
    "clipped-only": edit(
        "torch.minimum(free, clipped)",
        "clipped",
        "Only the clipped objective is there: a token that moved the wrong way gets no gradient back.",
        "只用了截断后的目标：走错方向的词元得不到把它拉回来的梯度。",
    ),
    "not-clipped": edit(
        "torch.minimum(free, clipped)",
        "free",
        "Nothing is clipped: that is importance-weighted REINFORCE.",
        "没有截断：那是带重要性权重的 REINFORCE。",
    ),
    "ratio-of-logarithms": edit(
        "torch.exp(log_probs - old_log_probs.detach())",
        "log_probs / old_log_probs.detach()",
        "The log-probabilities are divided; the ratio of probabilities is the exponential of their difference.",
        "直接把对数概率相除了；概率比应当是对数差的指数。",
    ),
    "exponential-missing": edit(
        "torch.exp(log_probs - old_log_probs.detach())",
        "log_probs - old_log_probs.detach() + 1",
        "The ratio is taken to first order; the exponential is missing.",
        "比值只取了一阶近似，少了指数。",
    ),
    "ratio-reversed": edit(
        "log_probs - old_log_probs.detach()",
        "old_log_probs.detach() - log_probs",
        "The ratio is the old policy over the new one.",
        "比值成了旧策略除以新策略。",
    ),
    "sign-missing": edit(
        "-objective.sum()",
        "objective.sum()",
        "The minus is missing: the objective is to be made large, the loss small.",
        "少了负号：目标要变大，损失要变小。",
    ),
    "padding-counted": edit(
        "torch.where(mask, torch.minimum(free, clipped), 0.0)",
        "torch.minimum(free, clipped)",
        "Tokens behind the mask count too.",
        "掩码之外的词元也算进去了。",
    ),
    "per-sequence": instead(
        _per_sequence,
        "The mean is taken within each response first, as in GRPO; here it runs over all tokens of the batch.",
        "先在每条回复内取了平均，那是 GRPO 的做法；这里对整个批次的词元取平均。",
    ),
}
