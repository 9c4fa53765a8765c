"""REINFORCE with a constant baseline: token sums, mean over responses."""

import torch
from torch import Tensor

from solutions import edit


def reinforce_loss(log_probs: Tensor, rewards: Tensor, mask: Tensor, baseline: float) -> Tensor:
    """Policy gradient loss of log-probabilities [B, T] and rewards [B]."""
    total = torch.where(mask, log_probs, 0.0).sum(dim=1)
    advantage = rewards.detach() - baseline
    return -(advantage * total).mean()


def oracle(log_probs: Tensor, rewards: Tensor, mask: Tensor, *, baseline: float) -> Tensor:
    """Token by token, each weighed with the advantage of its response."""
    weights = (baseline - rewards.detach()).unsqueeze(1).expand_as(log_probs)
    return (weights[mask] * log_probs[mask]).sum() / rewards.numel()


WRONG = {
    "sign-missing": edit(
        "-(advantage * total).mean()",
        "(advantage * total).mean()",
        "The minus is missing: a step down this loss makes good responses less probable.",
        "少了负号：沿这个损失下降，好的回复概率反而变小。",
    ),
    "baseline-added": edit(
        "rewards.detach() - baseline",
        "rewards.detach() + baseline",
        "The baseline is added; it has to be subtracted.",
        "基线应当减去，这里却加上了。",
    ),
    "baseline-missing": edit(
        "rewards.detach() - baseline",
        "rewards.detach()",
        "The baseline is missing.",
        "少了基线。",
    ),
    "token-mean": edit(
        "torch.where(mask, log_probs, 0.0).sum(dim=1)",
        "torch.where(mask, log_probs, 0.0).sum(dim=1) / mask.sum(dim=1)",
        "The log-probabilities are averaged over the tokens of a response: that is not the log-probability of the response.",
        "对一条回复的词元取了平均：那不是这条回复的对数概率。",
    ),
    "padding-counted": edit(
        "torch.where(mask, log_probs, 0.0)",
        "log_probs",
        "Tokens behind the mask count too.",
        "掩码之外的词元也算进去了。",
    ),
    "probabilities": edit(
        "torch.where(mask, log_probs, 0.0)",
        "torch.where(mask, log_probs.exp(), 0.0)",
        "Probabilities stand where their logarithms belong.",
        "该用对数概率的地方用了概率。",
    ),
    "summed": edit(
        "-(advantage * total).mean()",
        "-(advantage * total).sum()",
        "The responses are summed; the mean is taken over them.",
        "对回复求了和；应当取平均。",
    ),
    "baseline-on-log-probability": edit(
        "-(advantage * total).mean()",
        "-(rewards.detach() * (total - baseline)).mean()",
        "The baseline is subtracted from the log-probability; it belongs to the reward.",
        "基线减在了对数概率上；它应当从奖励里减。",
    ),
}
