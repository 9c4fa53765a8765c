"""Sigmoid with its gradient in closed form, from the result."""

from typing import Any

import torch
from torch import Tensor

from solutions import edit


class SigmoidFunction(torch.autograd.Function):
    """Sigmoid of each entry of x [N]."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        result = torch.sigmoid(x)
        ctx.save_for_backward(result)
        return result

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Tensor:
        (result,) = ctx.saved_tensors
        slope = result * (1 - result)
        return slope * grad


def oracle(x: Tensor) -> Tensor:
    """The difference form, through autograd."""
    return (1 + torch.tanh(x / 2)) / 2


WRONG = {
    "slope-of-the-slope": edit(
        "result * (1 - result)",
        "torch.sigmoid(result) * (1 - torch.sigmoid(result))",
        "The derivative is taken at the result instead of at x: another sigmoid is in it.",
        "导数是在结果处取的，而不是在 x 处：多套了一层 sigmoid。",
    ),
    "tanh-slope": edit(
        "result * (1 - result)",
        "1 - result * result",
        "1 - s² is the slope of tanh.",
        "1 - s² 是 tanh 的斜率。",
    ),
    "first-factor-only": edit(
        "result * (1 - result)",
        "1 - result",
        "The factor s is missing: 1 - s is the slope of log sigmoid.",
        "少了因子 s：1 - s 是 log sigmoid 的斜率。",
    ),
    "second-factor-only": edit(
        "result * (1 - result)",
        "result",
        "The factor 1 - s is missing: the slope does not flatten for large x.",
        "少了因子 1 - s：x 很大时斜率没有变平。",
    ),
    "incoming-ignored": edit(
        "slope * grad",
        "slope * torch.ones_like(grad)",
        "What flows in is not multiplied in: every entry is treated as if a 1 came back to it.",
        "没有乘上传入的梯度：每个分量都当成回传了 1。",
    ),
}
