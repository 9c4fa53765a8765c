"""Mean absolute percentage error, as a share, with a floor under the sizes of the targets."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyMAPELoss(nn.Module):
    """Mean of the errors of predictions [N] as shares of the targets [N]."""

    def __init__(self, eps: float) -> None:
        super().__init__()
        self.eps = eps

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        size = y_true.abs().clamp(min=self.eps)
        return ((y_pred - y_true).abs() / size).mean()


def oracle(y_pred: Tensor, y_true: Tensor, *, eps: float) -> Tensor:
    """Element by element, in both units: relative where the target is large, else absolute."""
    total = y_pred.new_zeros(())
    for prediction, target in zip(y_pred, y_true, strict=True):
        large = bool(target > eps) or bool(-target > eps)
        share = prediction / target - 1 if large else (target - prediction) / eps
        total = total + torch.maximum(share, -share)
    return total / len(y_pred)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Some targets below every floor, and of these some of exactly 0."""
    n = sizes["N"]
    target = draw.kind("values", n)
    target = target.where(draw.coin(n, chance=0.7), target * 0.002)
    return {"y_true": target.where(draw.coin(n, chance=0.9), torch.zeros_like(target))}


def _symmetric(y_pred: Tensor, y_true: Tensor, *, eps: float) -> Tensor:
    size = ((y_pred.abs() + y_true.abs()) / 2).clamp(min=eps)
    return ((y_pred - y_true).abs() / size).mean()


def _of_the_sums(y_pred: Tensor, y_true: Tensor, *, eps: float) -> Tensor:
    return (y_pred - y_true).abs().sum() / y_true.abs().clamp(min=eps).sum()


WRONG = {
    "of-the-prediction": edit(
        "y_true.abs().clamp(",
        "y_pred.abs().clamp(",
        "The errors are shares of the predictions. A prediction that is far too high then costs hardly more than 1.",
        "误差除以了预测。预测高得离谱，损失也不过略大于 1。",
    ),
    "symmetric": instead(
        _symmetric,
        "The errors are shares of the mean of prediction and target. That is the symmetric one (SMAPE), which stays below 2.",
        "误差除以了预测与目标的平均，那是对称的版本（SMAPE），不会超过 2。",
    ),
    "of-the-sums": instead(
        _of_the_sums,
        "The errors are added up and divided by the sum of the targets. In that (WAPE) small targets count for little; here each has its own share.",
        "误差之和除以了目标之和（WAPE），小目标几乎不起作用；这里每个误差都要除以自己的目标。",
    ),
    "floor-added": edit(
        "y_true.abs().clamp(min=self.eps)",
        "y_true.abs() + self.eps",
        "The floor is added to every target, which makes all shares too small. It only replaces what is smaller.",
        "下限加到了每个目标上，所有比例都偏小；它只应取代比它小的。",
    ),
    "sign-kept": edit(
        "y_true.abs().clamp(min=self.eps)",
        "y_true.clamp(min=self.eps)",
        "The size of the target is not taken: every negative one falls to the floor.",
        "没有取目标的绝对值：负的目标全都变成了下限。",
    ),
    "floor-fixed": edit(
        "clamp(min=self.eps)",
        "clamp(min=1e-6)",
        "The floor is 1e-6 whatever `eps` is: a target of 0 costs a million times its error.",
        "不管 `eps` 是多少，下限都是 1e-6：目标为 0 时，误差放大了一百万倍。",
    ),
    "squared": edit(
        "((y_pred - y_true).abs() / size)",
        "((y_pred - y_true) / size).square()",
        "The shares are squared, not taken by size.",
        "对比例取了平方，应当取绝对值。",
    ),
    "sides-cancel": edit(
        "(y_pred - y_true).abs() / size",
        "(y_pred - y_true) / size",
        "The shares keep their signs: predictions too high and too low cancel.",
        "比例没有取绝对值：偏高和偏低互相抵消。",
    ),
}
