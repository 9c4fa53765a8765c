"""z-loss: the squared logarithm of the softmax normaliser, mean over samples."""

import torch
from torch import Tensor

from solutions import edit


def z_loss(logits: Tensor, coefficient: float) -> Tensor:
    """Penalty on the normaliser of logits [N, C]."""
    largest = logits.amax(dim=-1, keepdim=True)
    total = torch.exp(logits - largest).sum(dim=-1)
    log_z = largest.squeeze(-1) + torch.log(total)
    return coefficient * log_z.square().mean()


def oracle(logits: Tensor, *, coefficient: float) -> Tensor:
    """PyTorch's own log-sum-exp."""
    return coefficient * torch.logsumexp(logits, dim=-1).pow(2).mean()


WRONG = {
    "square-of-the-mean": edit(
        "log_z.square().mean()",
        "log_z.mean().square()",
        "The mean is taken before the square: rows above and below 0 cancel.",
        "先取平均再平方：大于 0 和小于 0 的行会相互抵消。",
    ),
    "absolute": edit(
        "log_z.square()",
        "log_z.abs()",
        "The absolute value stands where the square belongs.",
        "该平方的地方取了绝对值。",
    ),
    "not-squared": edit(
        "log_z.square()",
        "log_z",
        "The square is missing: the loss rewards normalisers far below 1.",
        "少了平方：归一化项远小于 1 反而得到奖励。",
    ),
    "logarithm-of-the-square": edit(
        "log_z.square()",
        "(2 * log_z)",
        "The square is inside the logarithm, where it is only a factor of 2.",
        "平方写到了对数里面，那只是乘以 2。",
    ),
    "shift-missing": edit(
        "largest.squeeze(-1) + torch.log(total)",
        "torch.log(total)",
        "The largest logit is subtracted inside and not added back outside.",
        "最大的 logit 在里面减掉了，却没有在外面加回来。",
    ),
    "over-the-batch": edit(
        "torch.exp(logits - largest).sum(dim=-1)",
        "torch.exp(logits - largest).sum()",
        "One normaliser serves the whole batch; each sample has its own.",
        "整个批次共用了一个归一化项；每个样本应各有自己的。",
    ),
}
