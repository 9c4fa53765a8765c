"""Discounted returns of an episode."""

import torch
from torch import Tensor

from solutions import edit, instead


def discounted_returns(rewards: Tensor, gamma: float) -> Tensor:
    """Return of each step of rewards [T]."""
    returns = torch.zeros_like(rewards)
    running = torch.zeros_like(rewards[0])
    for step in reversed(range(len(rewards))):
        running = rewards[step] + gamma * running
        returns[step] = running
    return returns


def oracle(rewards: Tensor, *, gamma: float) -> Tensor:
    """A matrix of powers times the rewards."""
    steps = torch.arange(len(rewards))
    ahead = steps[None, :] - steps[:, None]
    base = torch.full((), gamma, dtype=rewards.dtype)
    powers = torch.where(ahead >= 0, base ** ahead.clamp(min=0), 0.0)
    return powers @ rewards


def _from_the_front(rewards: Tensor, *, gamma: float) -> Tensor:
    return oracle(rewards.flip(0), gamma=gamma).flip(0)


def _discounted_from_zero(rewards: Tensor, *, gamma: float) -> Tensor:
    base = torch.full((), gamma, dtype=rewards.dtype)
    weighted = rewards * base ** torch.arange(len(rewards))
    return weighted.flip(0).cumsum(0).flip(0)


WRONG = {
    "from-the-front": instead(
        _from_the_front,
        "The sum runs over the past; the return of a step counts what comes after it.",
        "累加的是过去；一步的回报算的是它之后的奖励。",
    ),
    "discounted-from-zero": instead(
        _discounted_from_zero,
        "Every reward is discounted from the beginning of the episode, not from the step whose return it is.",
        "每个奖励都从回合开头算折扣，而不是从所求的那一步算起。",
    ),
    "own-reward-missing": edit(
        "returns[step] = running",
        "returns[step] = running - rewards[step]",
        "The step's own reward is left out of its return.",
        "一步自己的奖励没有算进它的回报。",
    ),
    "own-reward-discounted": edit(
        "rewards[step] + gamma * running",
        "gamma * (rewards[step] + running)",
        "The step's own reward is discounted too.",
        "一步自己的奖励也被打了折扣。",
    ),
    "not-discounted": edit(
        "gamma * running",
        "running",
        "Nothing is discounted.",
        "没有折扣。",
    ),
}
