"""Huber loss of Double DQN, from the network in training and its older copy, mean over steps.

van Hasselt, Guez, Silver: Deep Reinforcement Learning with Double Q-learning (2016)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, Network, edit


def double_dqn_loss(
    network: nn.Module,
    target_network: nn.Module,
    states: Tensor,
    actions: Tensor,
    rewards: Tensor,
    next_states: Tensor,
    done: Tensor,
    gamma: float,
) -> Tensor:
    """Loss of steps from states [N, D] to next states [N, D] by actions [N]."""
    taken = network(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        best = network(next_states).argmax(dim=1, keepdim=True)
        worth = target_network(next_states).gather(1, best).squeeze(1)
        target = rewards + gamma * torch.where(done, 0.0, worth)
    error = taken - target
    size = error.abs()
    return torch.where(size <= 1, error.square() / 2, size - 0.5).mean()


def oracle(
    network: Network,
    target_network: Network,
    states: Tensor,
    actions: Tensor,
    rewards: Tensor,
    next_states: Tensor,
    done: Tensor,
    *,
    gamma: float,
) -> Tensor:
    """Step by step from the weights, with PyTorch's own loss."""

    def values(of: Network, state: Tensor) -> Tensor:
        return torch.mv(of.readout, torch.tanh(torch.mv(of.layer, state)))

    taken, targets = [], []
    for state, action, reward, after, ended in zip(
        states, actions.tolist(), rewards, next_states, done.tolist(), strict=True
    ):
        taken.append(values(network, state)[action])
        ahead = values(network, after).tolist()
        worth = values(target_network, after)[ahead.index(max(ahead))].detach()
        targets.append(reward if ended else reward + gamma * worth)
    return F.smooth_l1_loss(torch.stack(taken), torch.stack(targets))


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Networks that do not tell two actions apart in a next state by less than 0.001 are drawn
    again."""
    shape = sizes["A"], sizes["H"]
    while True:
        after = draw.kind("values", sizes["N"], sizes["D"])
        layer = draw.kind("weights", sizes["H"], sizes["D"])
        readout = 2 * draw.kind("weights", *shape)
        ahead = (torch.tanh(after @ layer.T) @ readout.T).sort(dim=1).values.diff(dim=1)
        if not ahead.numel() or float(ahead.min()) > 1e-3 or sizes["N"] * sizes["A"] > 60:
            break
    older = {"target_network.readout": 2 * draw.kind("weights", *shape)}
    return {"network.layer": layer, "network.readout": readout, "next_states": after, **older}


_BEST = "best = network(next_states).argmax(dim=1, keepdim=True)"
_WORTH = "worth = target_network(next_states).gather(1, best).squeeze(1)"

WRONG = {
    "older-one-chooses": edit(
        _BEST,
        "best = target_network(next_states).argmax(dim=1, keepdim=True)",
        "The older copy both chooses the next action and values it; that is plain DQN, and its maximum is too large.",
        "下一动作由副本来选、又由它估值；这就是普通的 DQN，取到的最大值偏大。",
    ),
    "roles-exchanged": edit(
        f"{_BEST}\n        {_WORTH}",
        "best = target_network(next_states).argmax(dim=1, keepdim=True)\n"
        "        worth = network(next_states).gather(1, best).squeeze(1)",
        "The roles are exchanged: the network in training should choose, and the older copy value.",
        "两个网络的分工反了：应当由正在训练的网络来选，由副本来估值。",
    ),
    "newer-one-values": edit(
        _WORTH,
        "worth = network(next_states).gather(1, best).squeeze(1)",
        "The network in training values its own choice: the target moves with every step, and no error of the choice is checked.",
        "正在训练的网络给自己的选择估值：目标每一步都跟着动，选择里的误差也没有人把关。",
    ),
    "chosen-in-this-state": edit(
        "best = network(next_states)",
        "best = network(states)",
        "The action is chosen in this state, and valued in the next one.",
        "动作是在当前状态里选的，却拿到下一状态去估值。",
    ),
    "end-ignored": edit(
        "torch.where(done, 0.0, worth)",
        "worth",
        "The value after the end of an episode is counted, where nothing comes any more.",
        "回合结束后的价值也算了进去，那里已经什么都没有了。",
    ),
    "squared": edit(
        "torch.where(size <= 1, error.square() / 2, size - 0.5).mean()",
        "(error.square() / 2).mean()",
        "The error is squared throughout: one surprising reward outweighs the rest of the batch.",
        "误差全程取了平方：一个意外的奖励就压过批次里的其他样本。",
    ),
}
