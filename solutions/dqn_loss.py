"""Huber loss of deep Q-learning with a target network, mean over steps.

Mnih et al.: Human-level control through deep reinforcement learning (2015)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def dqn_loss(
    q_values: Tensor,
    actions: Tensor,
    rewards: Tensor,
    next_q_values: Tensor,
    done: Tensor,
    gamma: float,
) -> Tensor:
    """Loss of values [N, A] for the actions [N] taken, given those [N, A] of what came next."""
    taken = q_values.gather(1, actions.unsqueeze(1)).squeeze(1)
    best = next_q_values.detach().amax(dim=1)
    target = rewards + gamma * torch.where(done, 0.0, best)
    error = taken - target
    size = error.abs()
    return torch.where(size <= 1, error.square() / 2, size - 0.5).mean()


def oracle(
    q_values: Tensor,
    actions: Tensor,
    rewards: Tensor,
    next_q_values: Tensor,
    done: Tensor,
    *,
    gamma: float,
) -> Tensor:
    """PyTorch's own, against targets found step by step."""
    targets = []
    for reward, after, ended in zip(rewards, next_q_values.detach(), done.tolist(), strict=True):
        targets.append(reward if ended else reward + gamma * max(after))
    rows = torch.arange(len(actions))
    return F.smooth_l1_loss(q_values[rows, actions], torch.stack(targets))


WRONG = {
    "end-ignored": edit(
        "torch.where(done, 0.0, best)",
        "best",
        "The value after the end of an episode is counted, where nothing comes any more.",
        "回合结束后的价值也算了进去，那里已经什么都没有了。",
    ),
    "mean-of-next": edit(
        "next_q_values.detach().amax(dim=1)",
        "next_q_values.detach().mean(dim=1)",
        "The next values are averaged: that is the value of acting at random, not of the best action.",
        "对下一状态各动作取了平均：那是随机行动的价值，不是最优动作的。",
    ),
    "same-action-again": edit(
        "next_q_values.detach().amax(dim=1)",
        "next_q_values.detach().gather(1, actions.unsqueeze(1)).squeeze(1)",
        "The next state is valued at the action taken before, as if it had to be repeated.",
        "下一状态取的还是前一步的动作，好像必须重复它；应当取最优动作。",
    ),
    "chosen-by-this-state": edit(
        "next_q_values.detach().amax(dim=1)",
        "next_q_values.detach().gather(1, q_values.detach().argmax(dim=1, keepdim=True)).squeeze(1)",
        "The next action is the one that is best in this state; each state has a best action of its own.",
        "下一步的动作取了当前状态下的最优动作；每个状态各有自己的最优动作。",
    ),
    "best-instead-of-taken": edit(
        "q_values.gather(1, actions.unsqueeze(1)).squeeze(1)",
        "q_values.amax(dim=1)",
        "The best action's value is trained, whatever was done; only the action taken was seen to lead anywhere.",
        "训练的是最优动作的价值，不管实际做了什么；只有所采取的动作才有结果可看。",
    ),
    "squared": edit(
        "torch.where(size <= 1, error.square() / 2, size - 0.5).mean()",
        "(error.square() / 2).mean()",
        "The error is squared throughout: one surprising reward outweighs the rest of the batch.",
        "误差全程取了平方：一个意外的奖励就压过批次里的其他样本。",
    ),
    "error-clipped": edit(
        "torch.where(size <= 1, error.square() / 2, size - 0.5).mean()",
        "(error.clamp(-1, 1).square() / 2).mean()",
        "The error is clipped inside the square: beyond 1 the gradient is 0, where it has to be 1.",
        "在平方里面截断了误差：超过 1 之后梯度成了 0，而它应当是 1。",
    ),
    "reward-discounted": edit(
        "rewards + gamma * torch.where(done, 0.0, best)",
        "gamma * (rewards + torch.where(done, 0.0, best))",
        "The reward is discounted as well; it is that of this step.",
        "奖励也打了折扣；它属于当前这一步。",
    ),
}
