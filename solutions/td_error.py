"""Temporal-difference errors of steps.

Sutton, Barto: Reinforcement Learning, An Introduction (2nd edition), eq 6.5."""

import torch
from torch import Tensor

from solutions import edit


def td_error(
    rewards: Tensor, values: Tensor, next_values: Tensor, done: Tensor, gamma: float
) -> Tensor:
    """Errors [N] of values [N], with the values [N] of what came next as part of the target."""
    following = torch.where(done, 0.0, next_values.detach())
    target = rewards + gamma * following
    return target - values


def oracle(
    rewards: Tensor, values: Tensor, next_values: Tensor, done: Tensor, *, gamma: float
) -> Tensor:
    """Step by step, each by whether the episode ended."""
    found = []
    for reward, value, after, ended in zip(
        rewards, values, next_values.detach(), done.tolist(), strict=True
    ):
        found.append(reward - value if ended else reward - (value - gamma * after))
    return torch.stack(found)


WRONG = {
    "end-ignored": edit(
        "torch.where(done, 0.0, next_values.detach())",
        "next_values.detach()",
        "The value after the end of an episode is counted, where nothing comes any more.",
        "回合结束后的价值也算了进去，那里已经什么都没有了。",
    ),
    "end-reversed": edit(
        "torch.where(done, 0.0, next_values.detach())",
        "torch.where(done, next_values.detach(), 0.0)",
        "The next value is kept where the episode ended and dropped where it goes on.",
        "该保留和该去掉的反了：回合结束处留下了下一价值，继续处反而去掉了。",
    ),
    "error-ended": edit(
        "return target - values",
        "return torch.where(done, 0.0, target - values)",
        "The whole error is set to 0 where the episode ended; only the next value is, the last reward counts.",
        "回合结束处整个误差都成了 0；该去掉的只是下一价值，最后的奖励要算。",
    ),
    "reward-discounted": edit(
        "rewards + gamma * following",
        "gamma * (rewards + following)",
        "The reward is discounted as well; it is that of this step.",
        "奖励也打了折扣；它属于当前这一步。",
    ),
    "not-discounted": edit(
        "rewards + gamma * following",
        "rewards + following",
        "The next value is not discounted.",
        "下一状态的价值没有乘折扣。",
    ),
    "value-discounted": edit(
        "return target - values",
        "return rewards + following - gamma * values",
        "The discount is on the state's own value; it belongs to the next one.",
        "折扣乘在了当前价值上；应当乘在下一状态的价值上。",
    ),
}
