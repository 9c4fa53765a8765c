"""Quantile (pinball) loss, mean over elements."""

import torch
from torch import Tensor, nn

from solutions import edit


class MyQuantileLoss(nn.Module):
    """Quantile loss of predictions and targets [N]."""

    def __init__(self, q: float) -> None:
        super().__init__()
        self.q = q

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        error = y_true - y_pred
        per_element = torch.maximum(self.q * error, (self.q - 1) * error)
        return per_element.mean()


def oracle(y_pred: Tensor, y_true: Tensor, *, q: float) -> Tensor:
    """Misses below and above apart."""
    low, high = (y_true - y_pred).clamp(min=0), (y_pred - y_true).clamp(min=0)
    return (q * low + (1 - q) * high).sum() / y_pred.numel()


WRONG = {
    "error-reversed": edit(
        "y_true - y_pred",
        "y_pred - y_true",
        "The error is prediction less target: that is the loss of the quantile 1 - q.",
        "误差写成了预测减目标：得到的是 1 - q 分位数的损失。",
    ),
    "minimum": edit(
        "torch.maximum(",
        "torch.minimum(",
        "The lower of the two lines is taken: the loss is never above 0.",
        "取了下面那条直线：损失永远不大于 0。",
    ),
    "sign-of-second": edit(
        "(self.q - 1) * error",
        "(1 - self.q) * error",
        "The slope of the second line has the wrong sign: errors below 0 are rewarded.",
        "第二条直线的斜率符号错了：误差为负反而得到奖励。",
    ),
    "absolute": edit(
        "torch.maximum(self.q * error, (self.q - 1) * error)",
        "self.q * error.abs()",
        "Both sides cost the same: that is MAE times q.",
        "两侧代价相同：这只是 MAE 乘 q。",
    ),
    "doubled": edit(
        "per_element.mean()",
        "2 * per_element.mean()",
        "It is twice as large, as in definitions that make q = 0.5 the MAE; here that is half of it.",
        "大了一倍（有的定义让 q = 0.5 时等于 MAE）；这里是它的一半。",
    ),
    "squared": edit(
        "torch.maximum(self.q * error, (self.q - 1) * error)",
        "torch.where(error > 0, self.q, 1 - self.q) * error.square()",
        "The errors are squared: that is the loss of an expectile.",
        "误差平方了：那是期望分位数（expectile）的损失。",
    ),
}
