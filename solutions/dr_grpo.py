"""Dr. GRPO loss of one group: advantages without a standard deviation, a constant divisor.

Liu et al.: Understanding R1-Zero-Like Training, A Critical Perspective (2025)."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit


class MyDrGRPOLoss(nn.Module):
    """Dr. GRPO of log-probabilities [B, T] under both policies and rewards [B] of one prompt."""

    def __init__(self, epsilon: float, max_length: int) -> None:
        super().__init__()
        self.epsilon = epsilon
        self.max_length = max_length

    def forward(
        self, log_probs: Tensor, old_log_probs: Tensor, rewards: Tensor, mask: Tensor
    ) -> Tensor:
        advantages = (rewards - rewards.mean()).detach()
        weights = advantages.unsqueeze(1)
        ratio = torch.exp(log_probs - old_log_probs.detach())
        bounded = ratio.clamp(1 - self.epsilon, 1 + self.epsilon)
        objective = torch.minimum(ratio * weights, bounded * weights)
        kept = torch.where(mask, objective, 0.0)
        return -kept.sum() / (len(rewards) * self.max_length)


def oracle(
    log_probs: Tensor,
    old_log_probs: Tensor,
    rewards: Tensor,
    mask: Tensor,
    *,
    epsilon: float,
    max_length: int,
) -> Tensor:
    """Response by response, by the sign of the advantage over all pairs of the group."""
    rows = []
    given, old = rewards.detach(), old_log_probs.detach()
    for row, one in enumerate(given):
        weight = (one - given).sum() / given.numel()
        quotient = log_probs[row][mask[row]].exp() / old[row][mask[row]].exp()
        best = quotient.clamp(max=1 + epsilon) if weight > 0 else quotient.clamp(min=1 - epsilon)
        rows.append(-weight * best.sum() / max_length)
    return torch.stack(rows).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Policies that are close, so that ratios fall inside the clip and outside of it, and at some
    tokens far apart."""
    log_probs, old = draw.policies(sizes["B"], sizes["T"])
    return {"log_probs": log_probs, "old_log_probs": old}


WRONG = {
    "divided-by-length": edit(
        "-kept.sum() / (len(rewards) * self.max_length)",
        "-(kept.sum(dim=1) / mask.sum(dim=1)).mean()",
        "Each response is divided by its own length, as in GRPO: a long wrong response is punished less per token.",
        "每条回复除以了自己的长度，那是 GRPO：又长又错的回复，每个词元受的惩罚更轻。",
    ),
    "divided-by-tokens": edit(
        "(len(rewards) * self.max_length)",
        "mask.sum()",
        "The sum is divided by the tokens of the batch, as in DAPO; here the divisor is a constant.",
        "除以了批次的词元总数，那是 DAPO；这里的除数是常数。",
    ),
    "divided-by-padded-length": edit(
        "len(rewards) * self.max_length",
        "mask.numel()",
        "The divisor is the padded length of this batch, which changes with its longest response; the setting does not.",
        "除以了这个批次填充后的长度，它随批次里最长的回复而变；应当用固定的设置。",
    ),
    "not-per-response": edit(
        "(len(rewards) * self.max_length)",
        "self.max_length",
        "The sum over the group is not divided by the number of responses.",
        "没有除以组内的回复数。",
    ),
    "standard-deviation-kept": edit(
        "(rewards - rewards.mean()).detach()",
        "((rewards - rewards.mean()) / (rewards.std() + 1e-4)).detach()",
        "The advantages are divided by the standard deviation, as in GRPO: prompts that are nearly always or hardly ever solved weigh most.",
        "优势除以了标准差，那是 GRPO：几乎总能做对或几乎做不对的提示词权重最大。",
    ),
    "no-baseline": edit(
        "(rewards - rewards.mean()).detach()",
        "rewards.detach()",
        "The mean of the group is not subtracted: the raw rewards stand where advantages belong.",
        "没有减去组内平均：该放优势的地方放的是原始奖励。",
    ),
    "leave-one-out": edit(
        "(rewards - rewards.mean()).detach()",
        "(rewards - (rewards.sum() - rewards) / (len(rewards) - 1)).detach()",
        "The baseline leaves the response itself out, as in RLOO; here it is the mean of the whole group.",
        "基线没有包含这条回复自己，那是 RLOO；这里用全组的平均。",
    ),
    "maximum": edit(
        "torch.minimum(ratio * weights, bounded * weights)",
        "torch.maximum(ratio * weights, bounded * weights)",
        "The larger objective is taken: moves the wrong way are clipped, moves too far are not.",
        "取了较大的目标：走错方向的被截断，走得太远的反而没有。",
    ),
    "not-clipped": edit(
        "torch.minimum(ratio * weights, bounded * weights)",
        "ratio * weights",
        "Nothing is clipped.",
        "没有截断。",
    ),
}
