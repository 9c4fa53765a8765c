"""Generalized advantage estimation, with the returns that a value function is trained on.

Schulman, Moritz, Levine, Jordan, Abbeel: High-Dimensional Continuous Control Using Generalized
Advantage Estimation (2016)."""

import torch
from torch import Tensor

from solutions import edit


def gae(
    rewards: Tensor, values: Tensor, last_value: Tensor, done: Tensor, gamma: float, lam: float
) -> tuple[Tensor, Tensor]:
    """Advantages and returns [B, T] of rewards and values [B, T]."""
    going = 1 - done.to(values.dtype)
    following = torch.cat([values[:, 1:], last_value.unsqueeze(1)], dim=1)
    delta = rewards + gamma * going * following - values
    advantages = torch.zeros_like(values)
    running = torch.zeros_like(last_value)
    for step in reversed(range(values.shape[1])):
        running = delta[:, step] + gamma * lam * going[:, step] * running
        advantages[:, step] = running
    return advantages, advantages + values


def oracle(
    rewards: Tensor, values: Tensor, last_value: Tensor, done: Tensor, *, gamma: float, lam: float
) -> tuple[Tensor, Tensor]:
    """Each advantage as a sum over what follows, until an episode ends."""
    steps = values.shape[1]
    result = torch.zeros_like(values)
    for row in range(values.shape[0]):
        for start in range(steps):
            weight = 1.0
            for step in range(start, steps):
                ended = bool(done[row, step])
                after = values[row, step + 1] if step + 1 < steps else last_value[row]
                error = rewards[row, step] - values[row, step]
                result[row, start] += weight * (error if ended else error + gamma * after)
                if ended:
                    break
                weight *= gamma * lam
    return result, result + values


WRONG = {
    "end-ignored-in-error": edit(
        "gamma * going * following",
        "gamma * following",
        "Where an episode ends, the value of the next one's first state is added.",
        "回合结束处，把下一回合首个状态的价值加了进来。",
    ),
    "end-ignored-in-sum": edit(
        "gamma * lam * going[:, step] * running",
        "gamma * lam * running",
        "Advantages flow back over the end of an episode.",
        "优势越过回合的结束传了回来。",
    ),
    "lambda-missing": edit(
        "gamma * lam * going[:, step]",
        "gamma * going[:, step]",
        "Lambda is missing: that is the return minus the value.",
        "少了 lambda：得到的是回报减价值。",
    ),
    "gamma-missing": edit(
        "gamma * lam * going[:, step]",
        "lam * going[:, step]",
        "Advantages are carried back without the discount.",
        "优势往回传时没有打折扣。",
    ),
    "own-value-ahead": edit(
        "torch.cat([values[:, 1:], last_value.unsqueeze(1)], dim=1)",
        "values",
        "A state's own value stands where that of the next belongs.",
        "该用下一状态价值的地方用了自己的。",
    ),
    "last-value-dropped": edit(
        "last_value.unsqueeze(1)",
        "torch.zeros_like(last_value).unsqueeze(1)",
        "The value of the state after the last step is dropped.",
        "丢掉了最后一步之后的状态价值。",
    ),
    "returns-are-advantages": edit(
        "return advantages, advantages + values",
        "return advantages, advantages + 0",
        "The returns are the advantages again; the values are to be added.",
        "回报又返回了优势；应当加上价值。",
    ),
    "value-not-subtracted": edit(
        "gamma * going * following - values",
        "gamma * going * following",
        "The value of the state is not subtracted: that is a return and no advantage.",
        "没有减去当前状态的价值：这是回报，不是优势。",
    ),
}
