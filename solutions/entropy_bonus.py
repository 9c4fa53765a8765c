"""Minus the mean entropy of a policy over the tokens that count."""

import torch
from torch import Tensor

from solutions import edit, instead


def entropy_loss(logits: Tensor, mask: Tensor) -> Tensor:
    """Entropy bonus of logits [B, T, V] as a loss."""
    log_probs = torch.log_softmax(logits, dim=-1)
    entropy = -(log_probs.exp() * log_probs).sum(dim=-1)
    kept = torch.where(mask, entropy, 0.0)
    return -kept.sum() / mask.sum()


def oracle(logits: Tensor, mask: Tensor) -> Tensor:
    """The logarithm of the normaliser less the mean logit, over the tokens selected."""
    x = logits[mask]
    mean = (torch.softmax(x, dim=-1) * (x - x.amax(dim=-1, keepdim=True).detach())).sum(dim=-1)
    log_z = torch.logsumexp(x - x.amax(dim=-1, keepdim=True).detach(), dim=-1)
    return (mean - log_z).mean()


def _of_the_mean(logits: Tensor, mask: Tensor) -> Tensor:
    p = logits[mask].softmax(-1).mean(0)
    return torch.xlogy(p, p).sum()


WRONG = {
    "sign-reversed": edit(
        "-kept.sum()",
        "kept.sum()",
        "That is the entropy, not a loss: a step down it makes the policy more certain.",
        "这是熵而不是损失：沿它下降会让策略更确定。",
    ),
    "padding-counted": edit(
        "torch.where(mask, entropy, 0.0)",
        "entropy",
        "Tokens behind the mask count too.",
        "掩码之外的词元也算进去了。",
    ),
    "probability-missing": edit(
        "(log_probs.exp() * log_probs)",
        "log_probs",
        "The log-probabilities are summed without their probabilities as weights.",
        "对数概率直接求和了，没有用概率加权。",
    ),
    "weights-detached": edit(
        "log_probs.exp() * log_probs",
        "log_probs.exp().detach() * log_probs",
        "The probabilities are cut off from autograd: what is left has a gradient of 0.",
        "概率与计算图断开了：剩下的部分梯度为 0。",
    ),
    "mean-over-vocabulary": edit(
        "(log_probs.exp() * log_probs).sum(dim=-1)",
        "(log_probs.exp() * log_probs).mean(dim=-1)",
        "The terms are averaged over the vocabulary; they carry their weights already.",
        "沿词表取了平均；各项已经带有权重，应当求和。",
    ),
    "bits": edit(
        "(log_probs.exp() * log_probs).sum(dim=-1)",
        "(log_probs.exp() * log_probs).sum(dim=-1) / 0.6931471805599453",
        "The entropy is in bits; here it is in nats.",
        "熵用比特计了；这里用奈特。",
    ),
    "of-the-mean": instead(
        _of_the_mean,
        "The distributions are averaged first: that is the entropy of the mean policy.",
        "先把分布平均了：那是平均策略的熵。",
    ),
    "divided-by-all": edit(
        "mask.sum()",
        "mask.numel()",
        "The sum is divided by all positions, padded ones too.",
        "除以了全部位置，包括填充。",
    ),
}
