"""Advantages of REINFORCE++: returns of tokens, whitened over the batch.

Hu: REINFORCE++, A Simple and Efficient Approach for Aligning Large Language Models (2025)."""

import torch
from torch import Tensor

from solutions import Draw, edit


def global_advantages(rewards: Tensor, mask: Tensor, gamma: float, epsilon: float) -> Tensor:
    """Advantages [B, T] of the rewards [B, T] of tokens; 0 behind the mask."""
    real = torch.where(mask, rewards, 0.0)
    returns = torch.zeros_like(real)
    running = torch.zeros_like(real[:, 0])
    for step in reversed(range(real.shape[1])):
        running = real[:, step] + gamma * running
        returns[:, step] = running
    count = mask.sum()
    mean = torch.where(mask, returns, 0.0).sum() / count
    variance = torch.where(mask, returns - mean, 0.0).square().sum() / (count - 1)
    return torch.where(mask, (returns - mean) / torch.sqrt(variance + epsilon), 0.0)


def oracle(rewards: Tensor, mask: Tensor, *, gamma: float, epsilon: float) -> Tensor:
    """Each return as a sum with powers of gamma, and torch's own variance of those that count."""
    place = torch.arange(rewards.shape[1])
    after = place - place.unsqueeze(1)
    power = torch.where(after >= 0, gamma ** after.clamp(min=0).to(rewards.dtype), 0.0)
    returns = rewards.masked_fill(~mask, 0) @ power.T
    variance, mean = torch.var_mean(returns[mask], correction=1)
    return ((returns - mean) * torch.rsqrt(variance + epsilon)).masked_fill(~mask, 0)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Padding after the responses; a single response has two tokens or more."""
    rows, steps = sizes["B"], sizes["T"]
    lengths = draw.whole(2 if rows == 1 else 1, steps, rows, 1)
    return {"mask": torch.arange(steps).expand(rows, -1) < lengths}


WRONG = {
    "padding-rewarded": edit(
        "real = torch.where(mask, rewards, 0.0)",
        "real = rewards",
        "What stands in the padding flows back into the returns of the tokens before it.",
        "填充处的数值流回了前面词元的回报里。",
    ),
    "padding-in-mean": edit(
        "count = mask.sum()\n    mean = torch.where(mask, returns, 0.0).sum() / count",
        "count = mask.sum()\n    mean = returns.mean()",
        "The mean runs over all positions, padded ones too.",
        "平均对全部位置取了，包括填充。",
    ),
    "padding-in-variance": edit(
        "torch.where(mask, returns - mean, 0.0).square().sum()",
        "(returns - mean).square().sum()",
        "Padded positions add to the variance: their 0 is as far from the mean as the mean from 0.",
        "填充也进了方差：那里的 0 离平均有多远，就多加了多少。",
    ),
    "population-variance": edit(
        "(count - 1)",
        "count",
        "The variance is that of a population; here it is the unbiased one.",
        "方差除以了 n；这里取无偏的，除以 n - 1。",
    ),
    "epsilon-outside": edit(
        "torch.sqrt(variance + epsilon)",
        "(torch.sqrt(variance) + epsilon)",
        "Epsilon is added to the standard deviation; here it is under the root.",
        "epsilon 加在了标准差上；这里要放在根号里面。",
    ),
    "not-centred": edit(
        "(returns - mean) / torch.sqrt",
        "returns / torch.sqrt",
        "The mean is not subtracted: with positive rewards every token is made more likely.",
        "没有减去平均：奖励都为正时，所有词元的概率都会被推高。",
    ),
    "rewards-whitened": edit(
        "gamma * running",
        "0 * running",
        "The rewards are whitened, not the returns: only the last token hears of a reward at the end.",
        "白化的是奖励而不是回报：结尾的奖励只有最后一个词元知道。",
    ),
    "per-response": edit(
        "count = mask.sum()\n    mean = torch.where(mask, returns, 0.0).sum() / count",
        "count = mask.sum()\n    mean = torch.where(mask, returns, 0.0).sum(dim=1, keepdim=True) / mask.sum(dim=1, keepdim=True)",
        "Each response has a mean of its own: whether it was better than the others is lost.",
        "每条回复各自减去自己的平均：它比别的回复好不好就看不出来了。",
    ),
}
