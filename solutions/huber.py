"""Huber loss, mean over elements."""

import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyHuberLoss(nn.Module):
    """Huber loss of predictions and targets [N]."""

    def __init__(self, delta: float) -> None:
        super().__init__()
        self.delta = delta

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        size = (y_pred - y_true).abs()
        small = size.clamp(max=self.delta)
        per_element = small.square() / 2 + self.delta * (size - small)
        return per_element.mean()


def oracle(y_pred: Tensor, y_true: Tensor, *, delta: float) -> Tensor:
    """PyTorch's own."""
    return F.huber_loss(y_pred, y_true, delta=delta)


WRONG = {
    "half-missing": edit(
        "small.square() / 2",
        "small.square()",
        "The half of the square is missing: the pieces do not meet at delta.",
        "平方少了二分之一：两段在 delta 处接不上。",
    ),
    "slope-one": edit(
        "self.delta * (size - small)",
        "(size - small)",
        "The straight part has slope 1 whatever delta is; its slope is delta.",
        "直线部分的斜率恒为 1；应当是 delta。",
    ),
    "smooth-l1": edit(
        "small.square() / 2 + self.delta * (size - small)",
        "small.square() / (2 * self.delta) + (size - small)",
        "That is smooth L1, Huber's loss divided by delta.",
        "这是 Smooth L1，等于 Huber 除以 delta。",
    ),
    "offset-missing": edit(
        "small.square() / 2 + self.delta * (size - small)",
        "(size.square() / 2).where(size <= self.delta, self.delta * size)",
        "The straight part lacks its offset: the loss jumps at delta.",
        "直线部分少了常数项：损失在 delta 处跳变。",
    ),
    "pieces-exchanged": edit(
        "small.square() / 2 + self.delta * (size - small)",
        "(size.square() / 2).where(size > self.delta, self.delta * (size - self.delta / 2))",
        "The pieces have each other's place: outliers get the square.",
        "两段的位置对调了：离群值反而用了平方。",
    ),
    "delta-fixed": edit(
        "size.clamp(max=self.delta)",
        "size.clamp(max=1.0)",
        "The square ends at 1 whatever delta is.",
        "不管 delta 是多少，平方都到 1 为止。",
    ),
    "pseudo-huber": edit(
        "small.square() / 2 + self.delta * (size - small)",
        "self.delta**2 * ((1 + (size / self.delta).square()).sqrt() - 1)",
        "That is the pseudo-Huber loss, a smooth curve close to it: Huber's is exactly a square up to delta and exactly a line beyond.",
        "那是伪 Huber 损失，一条与它相近的光滑曲线；Huber 损失在 delta 以内恰好是平方，以外恰好是直线。",
    ),
}
