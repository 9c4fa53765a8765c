"""Log-softmax along the last axis: no logarithm of a probability is taken."""

import torch
from torch import Tensor

from solutions import edit, instead


def log_softmax(x: Tensor) -> Tensor:
    """Log-probabilities [N, C] of logits [N, C]."""
    shifted = x - x.amax(dim=-1, keepdim=True)
    total = torch.exp(shifted).sum(dim=-1, keepdim=True)
    return shifted - torch.log(total)


def oracle(x: Tensor) -> Tensor:
    """PyTorch's own."""
    return torch.log_softmax(x, dim=-1)


def _over_batch(x: Tensor) -> Tensor:
    shifted = x - x.amax(dim=0)
    return shifted - shifted.exp().sum(dim=0).log()


WRONG = {
    "log-missing": edit(
        "shifted - torch.log(total)",
        "torch.exp(shifted) / total",
        "Probabilities are returned; their logarithm is missing.",
        "返回的是概率，没有取对数。",
    ),
    "total-without-log": edit(
        "torch.log(total)",
        "total",
        "The sum of the exponentials is subtracted as it is; it is its logarithm that normalises.",
        "直接减去了指数之和；起归一化作用的是它的对数。",
    ),
    "shift-inside-only": edit(
        "shifted - torch.log(total)",
        "x - torch.log(total)",
        "The maximum is subtracted inside the sum only. Both terms need the same shift, "
        "or it does not "
        "cancel.",
        "只在求和里面减了最大值。两项要用同样的平移，否则抵消不掉。",
    ),
    "mean-for-sum": edit(
        ".sum(dim=-1, keepdim=True)",
        ".mean(dim=-1, keepdim=True)",
        "The exponentials are averaged in the normaliser: every log-probability is too "
        "large by log C.",
        "归一化项里取了平均而不是求和，每个对数概率都大了 log C。",
    ),
    "softmax-over-batch": instead(
        _over_batch,
        "It normalises over the batch: samples share a distribution, where the classes should.",
        "沿批次做了归一化：成了样本之间分概率，而应当是类别之间分。",
    ),
    "log-base-two": edit(
        "shifted - torch.log(total)",
        "(shifted - torch.log(total)) / 0.6931471805599453",
        "The logarithm has base 2; what is asked is in nats.",
        "用了以 2 为底的对数；要的是自然对数。",
    ),
    "through-probabilities": edit(
        "shifted - torch.log(total)",
        "torch.log(torch.exp(shifted) / total)",
        "The logarithm of softmax is right until a probability underflows to 0: then it "
        "is -inf and its "
        "gradient nan.",
        "先 softmax 再取对数，一旦概率下溢为 0 就得到 -inf，梯度是 nan。",
    ),
    "epsilon-in-log": edit(
        "shifted - torch.log(total)",
        "torch.log(torch.exp(shifted) / total + 1e-8)",
        "An epsilon in the logarithm hides -inf and puts a floor of about -18 under "
        "every log-probability.",
        "对数里的 epsilon 掩盖了 -inf，却给每个对数概率垫了一个约 -18 的底。",
    ),
    "total-detached": edit(
        "torch.log(total)",
        "torch.log(total.detach())",
        "The normaliser is cut off from autograd: other classes get no push down.",
        "归一化项与计算图断开了，其他类别得不到向下的推力。",
    ),
}
