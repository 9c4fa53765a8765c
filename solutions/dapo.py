"""DAPO loss: clips of their own below and above, mean over all tokens of the batch."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyDAPOLoss(nn.Module):
    """DAPO of log-probabilities [B, T] under both policies and advantages [B]."""

    def __init__(self, epsilon_low: float, epsilon_high: float) -> None:
        super().__init__()
        self.epsilon_low = epsilon_low
        self.epsilon_high = epsilon_high

    def forward(
        self, log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, mask: Tensor
    ) -> Tensor:
        weights = advantages.detach().unsqueeze(1)
        ratio = torch.exp(log_probs - old_log_probs.detach())
        bounded = ratio.clamp(1 - self.epsilon_low, 1 + self.epsilon_high)
        objective = torch.minimum(ratio * weights, bounded * weights)
        return -torch.where(mask, objective, 0.0).sum() / mask.sum()


def oracle(
    log_probs: Tensor,
    old_log_probs: Tensor,
    advantages: Tensor,
    mask: Tensor,
    *,
    epsilon_low: float,
    epsilon_high: float,
) -> Tensor:
    """By the sign of the advantage, over the tokens selected."""
    weights = advantages.detach().unsqueeze(1).expand_as(log_probs)[mask]
    ratio = log_probs[mask].exp() / old_log_probs.detach()[mask].exp()
    good, bad = ratio.clamp(max=1 + epsilon_high), ratio.clamp(min=1 - epsilon_low)
    return -(torch.where(weights > 0, good, bad) * weights).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Policies that are close, so that ratios fall inside the clip and outside of it, and at some
    tokens far apart."""
    log_probs, old = draw.policies(sizes["B"], sizes["T"])
    return {"log_probs": log_probs, "old_log_probs": old}


def _per_response(
    log_probs: Tensor,
    old_log_probs: Tensor,
    advantages: Tensor,
    mask: Tensor,
    *,
    epsilon_low: float,
    epsilon_high: float,
) -> Tensor:
    weights = advantages.detach().unsqueeze(1)
    ratio = torch.exp(log_probs - old_log_probs.detach())
    kept = torch.minimum(ratio * weights, ratio.clamp(1 - epsilon_low, 1 + epsilon_high) * weights)
    return -(torch.where(mask, kept, 0.0).sum(1) / mask.sum(1)).mean()


WRONG = {
    "per-response": instead(
        _per_response,
        "The mean is taken within each response first, as in GRPO; here all tokens of the batch weigh the same.",
        "先在每条回复内取了平均，那是 GRPO；这里批次的每个词元权重相同。",
    ),
    "one-epsilon": edit(
        "1 + self.epsilon_high",
        "1 + self.epsilon_low",
        "The lower epsilon bounds the ratio above as well.",
        "上侧也用了下侧的 epsilon。",
    ),
    "bounds-exchanged": edit(
        "ratio.clamp(1 - self.epsilon_low, 1 + self.epsilon_high)",
        "ratio.clamp(1 - self.epsilon_high, 1 + self.epsilon_low)",
        "The two epsilons have each other's side.",
        "两个 epsilon 的位置对调了。",
    ),
    "maximum": edit(
        "torch.minimum(",
        "torch.maximum(",
        "The larger objective is taken: moves the wrong way are clipped, moves too far are not.",
        "取了较大的目标：走错方向的被截断，走得太远的反而没有。",
    ),
    "clipped-only": edit(
        "torch.minimum(ratio * weights, bounded * weights)",
        "bounded * weights",
        "Only the clipped objective is there.",
        "只用了截断后的目标。",
    ),
    "not-clipped": edit(
        "torch.minimum(ratio * weights, bounded * weights)",
        "ratio * weights",
        "Nothing is clipped.",
        "没有截断。",
    ),
    "sign-missing": edit(
        "-torch.where(mask, objective, 0.0).sum()",
        "torch.where(mask, objective, 0.0).sum()",
        "The minus is missing.",
        "少了负号。",
    ),
    "divided-by-all": edit(
        "mask.sum()",
        "mask.numel()",
        "The sum is divided by all positions, padded ones too.",
        "除以了全部位置，包括填充。",
    ),
}
