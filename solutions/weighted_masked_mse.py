"""Weighted mean squared error over the entries that count, of the whole batch."""

import torch
from torch import Tensor

from solutions import edit, instead


def weighted_masked_mse(y_pred: Tensor, y_true: Tensor, weights: Tensor, mask: Tensor) -> Tensor:
    """Weighted mean of squared errors [N, T] where the mask is true."""
    # Chosen, not multiplied: behind the mask a target may be nan, and 0 times nan is nan.
    error = torch.where(mask, y_pred - y_true, 0.0)
    kept = torch.where(mask, weights.detach(), 0.0)
    return (kept * error.square()).sum() / kept.sum()


def oracle(y_pred: Tensor, y_true: Tensor, weights: Tensor, mask: Tensor) -> Tensor:
    """The entries that count taken out first."""
    error, weight = y_pred[mask] - y_true[mask], weights.detach()[mask]
    return torch.dot(weight / weight.sum(), error * error)


def _rows_first(y_pred: Tensor, y_true: Tensor, weights: Tensor, mask: Tensor) -> Tensor:
    kept = weights.detach() * mask
    return ((kept * (y_pred - y_true) ** 2).sum(dim=1) / kept.sum(dim=1)).mean()


WRONG = {
    "divided-by-count": edit(
        "/ kept.sum()",
        "/ mask.sum()",
        "The sum is divided by the number of entries that count; it is by their weights.",
        "除以了计入的个数；应当除以它们的权重之和。",
    ),
    "divided-by-all": edit(
        "/ kept.sum()",
        "/ mask.numel()",
        "The sum is divided by all entries, padding included: short rows cost less.",
        "除以了全部元素，连填充也算在内：短的行代价偏低。",
    ),
    "divided-by-all-weights": edit(
        "/ kept.sum()",
        "/ weights.sum()",
        "The weights of the padding are in the divisor.",
        "分母里算进了填充处的权重。",
    ),
    "rows-first": instead(
        _rows_first,
        "Each row is averaged first and the rows after; it is one mean over the whole batch.",
        "先对每行取平均，再对各行取平均；应当对整个批次只取一次平均。",
    ),
    "mask-inverted": edit(
        "torch.where(mask, weights.detach(), 0.0)",
        "torch.where(~mask | mask.all(), weights.detach(), 0.0)",
        "The mask is read the other way round: the padding counts.",
        "掩码的含义反了：计入的是填充。",
    ),
    "mask-below-only": edit(
        "(kept * error.square()).sum()",
        "(weights.detach() * (y_pred - y_true).square()).sum() + 0 * error.sum()",
        "The mask stands in the divisor only: the errors of the padding are added up.",
        "掩码只用在了分母上：填充处的误差也加了进去。",
    ),
    "weights-squared": edit(
        "kept * error.square()",
        "(kept * error).square()",
        "The weights are squared together with the errors.",
        "权重跟着误差一起平方了。",
    ),
    "weights-ignored": edit(
        "torch.where(mask, weights.detach(), 0.0)",
        "torch.where(mask, torch.ones_like(weights), 0.0)",
        "The weights are left out.",
        "没有用权重。",
    ),
}
