"""Log-cosh loss, right at any error: mean over elements."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def log_cosh(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """Log-cosh loss of predictions and targets [N]."""
    error = y_pred - y_true
    # log(exp(d) + exp(-d)) without either exponential, which overflow.
    per_element = torch.logaddexp(error, -error) - math.log(2)
    return per_element.mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """By a softplus of twice the size."""
    size = (y_true - y_pred).abs()
    return size.mean() + F.softplus(-2 * size, threshold=1e9).sum() / size.numel() - math.log(2)


WRONG = {
    "through-cosh": edit(
        "torch.logaddexp(error, -error) - math.log(2)",
        "torch.cosh(error).log()",
        "The hyperbolic cosine is taken as it is: from an error of 90 on it overflows in float32, and the loss is inf.",
        "直接算了双曲余弦：误差到 90 左右，float32 里就溢出，损失成了 inf。",
    ),
    "two-missing": edit(
        "- math.log(2)",
        "",
        "The logarithm of 2 is not taken off: a perfect prediction costs 0.693.",
        "没有减去 log 2：完全准确的预测也有 0.693 的代价。",
    ),
    "logarithm-missing": edit(
        "torch.logaddexp(error, -error) - math.log(2)",
        "torch.cosh(error) - 1",
        "The logarithm is missing: an outlier costs exponentially much.",
        "少了对数：离群值的代价成指数增长。",
    ),
    "mean-first": edit(
        "per_element.mean()",
        "per_element.exp().mean().log()",
        "The hyperbolic cosines are averaged before the logarithm.",
        "先对双曲余弦取平均，再取对数，次序反了。",
    ),
    "one-exponential": edit(
        "torch.logaddexp(error, -error) - math.log(2)",
        "torch.logaddexp(error, torch.zeros_like(error)) - math.log(2)",
        "Only one of the two exponentials is there: errors below 0 are rewarded.",
        "只剩下一个指数：负误差反而被奖励。",
    ),
    "error-of-mean": edit(
        "y_pred - y_true",
        "(y_pred - y_true).mean()",
        "The errors are averaged first, where those of opposite sign cancel.",
        "先对误差取了平均，符号相反的会抵消。",
    ),
}
