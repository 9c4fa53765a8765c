"""Rewards with DAPO's soft punishment of overlong responses.

Yu et al.: DAPO, An Open-Source LLM Reinforcement Learning System at Scale (2025)."""

import torch
from torch import Tensor

from solutions import edit


def shaped_rewards(rewards: Tensor, lengths: Tensor, max_length: int, buffer: int) -> Tensor:
    """Rewards [B] less what the lengths [B] in tokens cost."""
    over = (lengths - (max_length - buffer)).to(rewards.dtype)
    penalty = -(over / buffer).clamp(0, 1)
    return rewards + penalty


def oracle(rewards: Tensor, lengths: Tensor, *, max_length: int, buffer: int) -> Tensor:
    """Response by response, piece by piece, in Python's numbers."""
    found = []
    for length in lengths.tolist():
        if length <= max_length - buffer:
            found.append(0.0)
        elif length <= max_length:
            found.append((max_length - buffer - length) / buffer)
        else:
            found.append(-1.0)
    return rewards + torch.tensor(found, dtype=rewards.dtype)


WRONG = {
    "rewarded": edit(
        "rewards + penalty",
        "rewards - penalty",
        "The punishment is subtracted although it is negative already: long responses are rewarded.",
        "惩罚本来就是负的，又减了一次：回复越长奖励越高。",
    ),
    "short-rewarded": edit(
        ".clamp(0, 1)",
        ".clamp(max=1)",
        "Nothing stops the line at 0: short responses get a bonus.",
        "直线没有在 0 处截住：短回复反而得到加分。",
    ),
    "no-floor": edit(
        ".clamp(0, 1)",
        ".clamp(min=0)",
        "Nothing stops the punishment at 1: it goes on past the largest length.",
        "惩罚没有在 1 处截住：超过最大长度还在继续加重。",
    ),
    "slope-of-length": edit(
        "over / buffer",
        "over / max_length",
        "The slope is that of the whole length, so the punishment is not full at its end.",
        "斜率按最大长度算了，到了终点惩罚也没有达到最大。",
    ),
    "begins-at-the-end": edit(
        "lengths - (max_length - buffer)",
        "lengths - max_length",
        "The punishment sets in at the largest length, where it has to be full.",
        "惩罚从最大长度才开始，而到那里应当已经最大。",
    ),
    "hard": edit(
        "(over / buffer).clamp(0, 1)",
        "(over > buffer).to(rewards.dtype)",
        "That is the hard cut: nothing up to the largest length, and 1 beyond.",
        "这是一刀切：到最大长度之前不罚，超过就罚 1。",
    ),
    "multiplied": edit(
        "rewards + penalty",
        "rewards * (1 + penalty)",
        "The reward is scaled down instead: a wrong and overlong response would be punished less.",
        "把奖励按比例缩小了：又错又长的回复反而罚得更轻。",
    ),
    "in-place-of-reward": edit(
        "rewards + penalty",
        "torch.where(penalty < 0, penalty, rewards)",
        "The punishment takes the place of the reward; it is added to it.",
        "惩罚取代了奖励；应当加在奖励上。",
    ),
}
