"""GSPO loss: one length-normalised ratio a response, clipped as a whole, mean over responses.

Zheng et al.: Group Sequence Policy Optimization (2025)."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyGSPOLoss(nn.Module):
    """GSPO of log-probabilities [B, T] under both policies and advantages [B]."""

    def __init__(self, epsilon_low: float, epsilon_high: float) -> None:
        super().__init__()
        self.epsilon_low = epsilon_low
        self.epsilon_high = epsilon_high

    def forward(
        self, log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, mask: Tensor
    ) -> Tensor:
        weights = advantages.detach()
        change = torch.where(mask, log_probs - old_log_probs.detach(), 0.0)
        log_ratio = change.sum(dim=1) / mask.sum(dim=1)
        ratio = log_ratio.exp()
        bounded = ratio.clamp(1 - self.epsilon_low, 1 + self.epsilon_high)
        objective = torch.minimum(ratio * weights, bounded * weights)
        return -objective.mean()


def oracle(
    log_probs: Tensor,
    old_log_probs: Tensor,
    advantages: Tensor,
    mask: Tensor,
    *,
    epsilon_low: float,
    epsilon_high: float,
) -> Tensor:
    """The root of the product of probabilities, by the sign of the advantage."""
    rows = []
    for one, old, weight, real in zip(
        log_probs, old_log_probs.detach(), advantages.detach(), mask, strict=True
    ):
        product = (one[real].exp() / old[real].exp()).prod()
        ratio = product ** (1 / int(real.sum()))
        best = ratio.clamp(max=1 + epsilon_high) if weight > 0 else ratio.clamp(min=1 - epsilon_low)
        rows.append(best * weight)
    return -torch.stack(rows).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Policies that are close, so that ratios fall inside the clip and outside of it."""
    shape = (sizes["B"], sizes["T"])
    old = draw.kind("log-likelihoods", *shape) - 0.05
    # the mean over a response shrinks the change; some hardly move at all, and some far
    width = torch.where(draw.coin(sizes["B"], 1, chance=0.25), 1e-4, 0.3)
    width = torch.where(draw.coin(sizes["B"], 1, chance=0.2), 1.5, width)
    moved = old + width * draw.normal(*shape)
    return {"log_probs": moved.clamp(max=-0.01), "old_log_probs": old}


def _per_token(
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
    "clipped-per-token": instead(
        _per_token,
        "Every token has its own ratio and its own clip, as in GRPO; here a response has one.",
        "每个词元各有比值、各自截断，那是 GRPO；这里一条回复只有一个比值。",
    ),
    "not-normalised": edit(
        "change.sum(dim=1) / mask.sum(dim=1)",
        "change.sum(dim=1)",
        "The ratio is not normalised by length: for a long response the product is far from 1, and everything is clipped.",
        "比值没有按长度归一：回复一长，连乘就远离 1，全都被截断。",
    ),
    "mean-of-ratios": edit(
        "ratio = log_ratio.exp()",
        "ratio = torch.where(mask, change.exp(), 0.0).sum(dim=1) / mask.sum(dim=1)",
        "The ratios of the tokens are averaged; the mean belongs inside the exponential.",
        "平均的是各词元的比值；应当先平均对数比，再取指数。",
    ),
    "padding-counted": edit(
        "torch.where(mask, log_probs - old_log_probs.detach(), 0.0)",
        "log_probs - old_log_probs.detach()",
        "Log-ratios behind the mask are counted.",
        "掩码之外的对数比也算进去了。",
    ),
    "divided-by-all": edit(
        "mask.sum(dim=1)",
        "mask.shape[1]",
        "Each response is divided by the padded length.",
        "每条回复除以了填充后的长度。",
    ),
    "weighted-by-tokens": edit(
        "-objective.mean()",
        "-(objective * mask.sum(dim=1)).sum() / mask.sum()",
        "The objective is repeated for every token and averaged over tokens: long responses weigh more.",
        "把目标按词元重复后再对词元取平均：长回复权重更大。",
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
    "not-clipped": edit(
        "torch.minimum(ratio * weights, bounded * weights)",
        "ratio * weights",
        "Nothing is clipped.",
        "没有截断。",
    ),
}
