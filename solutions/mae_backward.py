"""Mean absolute error with its gradients in closed form."""

from typing import Any

import torch
from torch import Tensor

from solutions import edit


class MAEFunction(torch.autograd.Function):
    """Mean of absolute errors of y_pred and y_true [N]."""

    @staticmethod
    def forward(ctx: Any, y_pred: Tensor, y_true: Tensor) -> Tensor:
        error = y_pred - y_true
        ctx.save_for_backward(error)
        return error.abs().mean()

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor]:
        (error,) = ctx.saved_tensors
        slope = error.sign() / error.numel() * grad
        return slope, -slope


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """PyTorch's own, through autograd."""
    return torch.nn.functional.l1_loss(y_pred, y_true)


WRONG = {
    "error-itself": edit(
        "error.sign()",
        "error",
        "The gradient grows with the error: that is the squared error's, up to a factor.",
        "梯度随误差变大：差一个系数，那就是平方误差的梯度。",
    ),
    "sign-lost": edit(
        "error.sign()",
        "torch.ones_like(error)",
        "Every prediction is pushed the same way, whichever side of its target it is on.",
        "不管预测偏大还是偏小，都往同一个方向推。",
    ),
    "mean-not-differentiated": edit(
        "/ error.numel()",
        "",
        "The gradient is not divided by N: that is the gradient of the sum.",
        "梯度没有除以 N：那是求和的梯度。",
    ),
    "target-gradient-missing": edit(
        "return slope, -slope",
        "return slope, None",
        "The targets get no gradient; they are an argument like any other here.",
        "目标值没有得到梯度；在这里它与别的参数没有区别。",
    ),
    "target-gradient-same-sign": edit(
        "return slope, -slope",
        "return slope, slope",
        "The targets get the gradient of the predictions; they enter with a minus.",
        "目标值用了预测值的梯度；它在差里带负号。",
    ),
}
