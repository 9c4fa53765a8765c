"""Log-sum-exp along the last axis, shifted by the largest entry so that nothing overflows."""

import torch
from torch import Tensor

from solutions import edit, instead


def logsumexp(x: Tensor) -> Tensor:
    """One number [N] for each row of x [N, C]."""
    largest = x.amax(dim=-1, keepdim=True)
    total = torch.exp(x - largest).sum(dim=-1, keepdim=True)
    return (largest + torch.log(total)).squeeze(-1)


def oracle(x: Tensor) -> Tensor:
    """PyTorch's own."""
    return torch.logsumexp(x, dim=-1)


def _logarithm_inside(x: Tensor) -> Tensor:
    return x.exp().log().sum(dim=-1)


def _largest_of_all(x: Tensor) -> Tensor:
    largest = x.max()
    return largest + (x - largest).exp().sum(dim=-1).log()


WRONG = {
    "shift-missing": edit(
        "largest + torch.log(total)",
        "torch.log(torch.exp(x).sum(dim=-1, keepdim=True))",
        "Nothing is subtracted before exponentiating: past 88 the exponential is inf in float32.",
        "取指数前什么都没减：float32 下超过 88，指数就是 inf。",
    ),
    "shift-not-added": edit(
        "largest + torch.log(total)",
        "torch.log(total)",
        "The largest entry is subtracted inside and not added back outside the logarithm.",
        "最大值在里面减掉了，却没有在对数外面加回来。",
    ),
    "shift-subtracted": edit(
        "largest + torch.log(total)",
        "torch.log(total) - largest",
        "The largest entry is subtracted again outside the logarithm, where it has to be added.",
        "对数外面应当加回最大值，这里却又减了一次。",
    ),
    "mean-for-sum": edit(
        ".sum(dim=-1, keepdim=True)",
        ".mean(dim=-1, keepdim=True)",
        "The exponentials are averaged, not summed: the result is too small by log C.",
        "对指数取了平均而不是求和，结果少了 log C。",
    ),
    "largest-only": edit(
        "largest + torch.log(total)",
        "largest",
        "That is the maximum itself; the logarithm of the sum is missing.",
        "这只是最大值本身，少了和的对数那一项。",
    ),
    "logarithm-inside": instead(
        _logarithm_inside,
        "The logarithm is taken before the sum, where it undoes the exponential: that "
        "is the sum of the "
        "entries.",
        "先取对数再求和，对数正好抵消指数，得到的只是各数之和。",
    ),
    "largest-of-all": instead(
        _largest_of_all,
        "One maximum serves the whole batch. A row far below it underflows and its "
        "logarithm is -inf.",
        "整个批次共用一个最大值。远低于它的行会下溢，取对数得 -inf。",
    ),
    "exponentials-detached": edit(
        "torch.exp(x - largest)",
        "torch.exp(x - largest).detach()",
        "The exponentials are cut off from autograd, so only the largest entry gets a "
        "gradient. (To "
        "detach the maximum alone would be right.)",
        "指数与计算图断开了，只有最大的那个数得到梯度。（只断开最大值倒是对的。）",
    ),
}
