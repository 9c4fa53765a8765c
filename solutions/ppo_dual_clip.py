"""PPO's clipped loss with a second bound for bad tokens, mean over the tokens of the batch.

Ye et al.: Mastering Complex Control in MOBA Games with Deep Reinforcement Learning (2020)."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyDualClipLoss(nn.Module):
    """Dual-clip PPO of log-probabilities [B, T] under both policies and advantages [B, T]."""

    def __init__(self, epsilon: float, bound: float) -> None:
        super().__init__()
        self.epsilon = epsilon
        self.bound = bound

    def forward(
        self, log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, mask: Tensor
    ) -> Tensor:
        weights = advantages.detach()
        ratio = torch.exp(log_probs - old_log_probs.detach())
        clipped = ratio.clamp(1 - self.epsilon, 1 + self.epsilon)
        plain = torch.minimum(ratio * weights, clipped * weights)
        held = torch.maximum(plain, self.bound * weights)
        objective = torch.where(weights < 0, held, plain)
        return -torch.where(mask, objective, 0.0).sum() / mask.sum()


def oracle(
    log_probs: Tensor,
    old_log_probs: Tensor,
    advantages: Tensor,
    mask: Tensor,
    *,
    epsilon: float,
    bound: float,
) -> Tensor:
    """By the sign of the advantage: each sign has its own two ends of the ratio."""
    ratio = log_probs[mask].exp() / old_log_probs.detach()[mask].exp()
    weights = advantages.detach()[mask]
    bad = ratio.clamp(1 - epsilon, bound)
    return -(torch.where(weights > 0, ratio.clamp(max=1 + epsilon), bad) * weights).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Policies further apart than usual, so that some ratios pass the second bound."""
    shape = (sizes["B"], sizes["T"])
    old = draw.kind("log-likelihoods", *shape) - 0.8
    width = torch.where(draw.coin(*shape), 0.2, 0.9)
    moved = old + width * draw.normal(*shape)
    return {"log_probs": moved.clamp(max=-0.01), "old_log_probs": old}


def _per_response(
    log_probs: Tensor,
    old_log_probs: Tensor,
    advantages: Tensor,
    mask: Tensor,
    *,
    epsilon: float,
    bound: float,
) -> Tensor:
    weights = advantages.detach()
    ratio = torch.exp(log_probs - old_log_probs.detach()).clamp(max=bound)
    kept = torch.minimum(ratio * weights, ratio.clamp(1 - epsilon, 1 + epsilon) * weights)
    return -(torch.where(mask, kept, 0.0).sum(1) / mask.sum(1)).mean()


WRONG = {
    "second-bound-missing": edit(
        "torch.where(weights < 0, held, plain)",
        "plain",
        "The second bound is missing: that is plain PPO, whose loss has no limit for a bad token that has become likely.",
        "少了第二道界限，那是普通 PPO：坏词元一旦变得很可能，损失没有上限。",
    ),
    "on-every-token": edit(
        "torch.where(weights < 0, held, plain)",
        "held",
        "The bound is applied to good tokens too: they are lifted to a constant and get no gradient.",
        "好词元也用了这道界限：目标被抬成常数，没有梯度。",
    ),
    "on-good-tokens": edit(
        "weights < 0, held",
        "weights > 0, held",
        "The bound is applied to the good tokens instead of the bad ones.",
        "界限用在了好词元上，应当用在坏词元上。",
    ),
    "minimum-of-bound": edit(
        "torch.maximum(plain, self.bound * weights)",
        "torch.minimum(plain, self.bound * weights)",
        "The smaller of the two is taken: every bad token then weighs as much as the bound, and has no gradient.",
        "取了两者中较小的：每个坏词元都按界限计，而且没有梯度。",
    ),
    "bound-on-ratio": edit(
        "self.bound * weights",
        "self.bound * ratio * weights",
        "The bound multiplies the ratio, so it grows along with it and limits nothing.",
        "界限又乘了比值，随比值一起增大，什么也没限制住。",
    ),
    "bound-in-place-of-clip": edit(
        "ratio.clamp(1 - self.epsilon, 1 + self.epsilon)",
        "ratio.clamp(1 - self.epsilon, self.bound)",
        "The bound replaces the upper clip of good tokens as well.",
        "好词元的上侧截断也被换成了这道界限。",
    ),
    "per-response": instead(
        _per_response,
        "The mean is taken within each response first; here it runs over all tokens of the batch.",
        "先在每条回复内取了平均；这里对整个批次的词元取平均。",
    ),
    "divided-by-all": edit(
        "mask.sum()",
        "mask.numel()",
        "The sum is divided by all positions, padded ones too.",
        "除以了全部位置，包括填充。",
    ),
}
