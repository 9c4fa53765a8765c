"""Smooth L1 loss, mean over elements; the absolute error where beta is 0."""

import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MySmoothL1Loss(nn.Module):
    """Smooth L1 loss of predictions and targets [N]."""

    def __init__(self, beta: float) -> None:
        super().__init__()
        self.beta = beta

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        size = (y_pred - y_true).abs()
        # The part of an error up to beta: squares of large errors are never taken.
        small = size.clamp(max=self.beta)
        below = small.square() / (2 * self.beta) if self.beta > 0 else 0.0
        per_element = below + (size - small)
        return per_element.mean()


def oracle(y_pred: Tensor, y_true: Tensor, *, beta: float) -> Tensor:
    """PyTorch's own."""
    return F.smooth_l1_loss(y_pred, y_true, beta=beta)


WRONG = {
    "huber": edit(
        "below + (size - small)",
        "small.square() / 2 + self.beta * (size - small) + 0 * below",
        "That is Huber's loss, smooth L1 times beta.",
        "这是 Huber 损失，等于 Smooth L1 乘 beta。",
    ),
    "beta-fixed": edit(
        "below + (size - small)",
        "size.clamp(max=1).square() / 2 + (size - size.clamp(max=1)) + 0 * below",
        "Beta is 1 whatever is asked for, as in Fast R-CNN.",
        "不管要求多少，beta 都取了 1（Fast R-CNN 那样）。",
    ),
    "half-missing": edit(
        "/ (2 * self.beta)",
        "/ self.beta",
        "The half of the square is missing: the slope jumps from 2 to 1 at beta.",
        "平方少了二分之一：斜率在 beta 处从 2 跳到 1。",
    ),
    "offset-missing": edit(
        "below + (size - small)",
        "(size.square() / (2 * (self.beta or 1))).where(size < self.beta, size)",
        "The straight part is not lowered by half of beta: the loss jumps there.",
        "直线部分没有减去 beta 的一半：损失在那里跳变。",
    ),
    "offset-of-one": edit(
        "below + (size - small)",
        "(size.square() / (2 * (self.beta or 1))).where(size < self.beta, size - 0.5)",
        "The straight part is lowered by a half whatever beta is; it is half of beta.",
        "不管 beta 是多少，直线部分都减了 0.5；应当减去 beta 的一半。",
    ),
    "beta-squared-below": edit(
        "/ (2 * self.beta)",
        "/ (2 * self.beta**2)",
        "The parabola is divided by the square of beta.",
        "抛物线除以了 beta 的平方。",
    ),
    "pieces-exchanged": edit(
        "below + (size - small)",
        "(size.square() / (2 * (self.beta or 1))).where(size >= self.beta, size - self.beta / 2)",
        "The pieces have each other's place: outliers get the square.",
        "两段的位置对调了：离群值反而用了平方。",
    ),
}
