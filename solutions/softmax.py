"""Softmax along an axis, shifted by the largest logit so that nothing overflows."""

import torch
from torch import Tensor

from solutions import edit, instead


def softmax(x: Tensor, dim: int) -> Tensor:
    """Probabilities [N, C] of logits [N, C] that sum to 1 along `dim`."""
    largest = x.amax(dim=dim, keepdim=True)
    exponentials = torch.exp(x - largest)
    total = exponentials.sum(dim=dim, keepdim=True)
    return exponentials / total


def oracle(x: Tensor, *, dim: int) -> Tensor:
    """PyTorch's own."""
    return torch.softmax(x, dim)


def _other_axis(x: Tensor, *, dim: int) -> Tensor:
    other = 1 if dim == 0 else 0
    exponentials = (x - x.amax(dim=other, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=other, keepdim=True)


def _always_last(x: Tensor, *, dim: int) -> Tensor:
    exponentials = (x - x.amax(dim=-1, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _over_all(x: Tensor, *, dim: int) -> Tensor:
    exponentials = (x - x.max()).exp()
    return exponentials / exponentials.sum()


WRONG = {
    "shift-missing": edit(
        "x - largest",
        "x",
        "The largest logit is not subtracted: past 88 the exponential is inf in "
        "float32, and inf / inf "
        "is nan.",
        "没有减去最大的 logit：float32 下超过 88，指数就是 inf，inf / inf 得 nan。",
    ),
    "largest-of-all": edit(
        "x.amax(dim=dim, keepdim=True)",
        "x.max()",
        "One maximum is subtracted from the whole batch. A row far below it underflows "
        "to 0 / 0; each "
        "row needs its own.",
        "整个批次减去了同一个最大值。远低于它的那些行会下溢成 0 / 0；每行要减自己的最大值。",
    ),
    "divided-by-largest": edit(
        "x - largest",
        "x / largest",
        "The logits are divided by the largest instead of shifted by it. Only a shift "
        "leaves the result "
        "as it is; a factor is a temperature.",
        "把 logits 除以了最大值，而不是减去它。只有平移不改变结果；乘除相当于改了温度。",
    ),
    "not-exponentiated-total": edit(
        "exponentials.sum(dim=dim, keepdim=True)",
        "x.sum(dim=dim, keepdim=True)",
        "The exponentials are divided by the sum of the logits, so the results do not sum to 1.",
        "指数除以的是 logits 之和，结果加起来不等于 1。",
    ),
    "mean-for-sum": edit(
        "exponentials.sum(",
        "exponentials.mean(",
        "The exponentials are divided by their mean: the results sum to the number of "
        "classes, not to 1.",
        "指数除以了它们的平均值：结果加起来等于类别数，而不是 1。",
    ),
    "other-axis": instead(
        _other_axis,
        "It normalises along the other axis than `dim` says.",
        "归一化的方向与 `dim` 指定的正好相反。",
    ),
    "always-last": instead(
        _always_last,
        "It normalises along the last axis whatever `dim` is.",
        "不管 `dim` 是什么，总沿最后一维归一化。",
    ),
    "over-all": instead(
        _over_all,
        "The whole batch shares one distribution; each line along `dim` should have its own.",
        "整个批次共用了一个分布；沿 `dim` 的每一条都应各有自己的分布。",
    ),
    "total-detached": edit(
        "exponentials / total",
        "exponentials / total.detach()",
        "The denominator is cut off from autograd: an entry no longer knows that its "
        "growth shrinks the "
        "others.",
        "分母与计算图断开了：一个数变大时，别的概率会变小，而梯度不再知道这一点。",
    ),
}
