"""Hinge loss with the gradient of its scores in closed form."""

from typing import Any

import torch
from torch import Tensor

from solutions import edit


class HingeFunction(torch.autograd.Function):
    """Hinge loss of scores [N] against signs -1 or 1, mean over samples."""

    @staticmethod
    def forward(ctx: Any, scores: Tensor, signs: Tensor) -> Tensor:
        agreement = signs * scores
        ctx.save_for_backward(agreement, signs)
        return torch.relu(1 - agreement).mean()

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None]:
        agreement, signs = ctx.saved_tensors
        inside = (agreement < 1).to(signs.dtype)
        slope = -signs * inside / signs.numel()
        return slope * grad, None


def oracle(scores: Tensor, signs: Tensor) -> Tensor:
    """Half of a number and its absolute value, each class apart, through autograd."""
    low, high = 1 - scores[signs > 0], 1 + scores[signs < 0]
    return ((low + low.abs()).sum() + (high + high.abs()).sum()) / (2 * len(scores))


WRONG = {
    "all-samples": edit(
        "-signs * inside / signs.numel()",
        "-signs / signs.numel() + 0 * inside",
        "Samples beyond the margin are pulled too: nothing is asked of them any more.",
        "超出间隔的样本也被拉动了：它们已经没有代价。",
    ),
    "sign-missing": edit(
        "-signs * inside",
        "-inside",
        "The sign of the class is missing: negatives are pushed up.",
        "少了类别的符号：负例也被往上推。",
    ),
    "sign-reversed": edit(
        "-signs * inside",
        "signs * inside",
        "The minus is missing: a step down the gradient makes the loss larger.",
        "少了负号：沿梯度下降反而使损失变大。",
    ),
    "perceptron": edit(
        "(agreement < 1)",
        "(agreement < 0)",
        "The slope is that of the perceptron: right samples within the margin are left alone, though they cost something.",
        "用了感知机的斜率：答对但在间隔之内的样本有代价，却没有梯度。",
    ),
    "mean-not-differentiated": edit(
        "inside / signs.numel()",
        "inside",
        "The gradient is not divided by the number of samples.",
        "梯度没有除以样本数。",
    ),
    "over-support-vectors": edit(
        "inside / signs.numel()",
        "inside / inside.sum().clamp(min=1)",
        "The gradient is divided by the number of samples within the margin; the loss is the mean over all.",
        "除以了间隔内的样本数；损失是对全部样本取的平均。",
    ),
    "by-the-score": edit(
        "-signs * inside",
        "-signs * inside * (1 - agreement)",
        "The gradient grows with the shortfall: that is the squared hinge, but for a factor of 2.",
        "梯度随差额变大：除去系数 2，那是平方合页损失。",
    ),
}
