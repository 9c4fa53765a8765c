"""Mean squared error with its gradients in closed form."""

from typing import Any

import torch
from torch import Tensor

from solutions import edit


class MSEFunction(torch.autograd.Function):
    """Mean of squared errors of y_pred and y_true [N]."""

    @staticmethod
    def forward(ctx: Any, y_pred: Tensor, y_true: Tensor) -> Tensor:
        error = y_pred - y_true
        ctx.save_for_backward(error)
        return error.square().mean()

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor]:
        (error,) = ctx.saved_tensors
        slope = 2 * error / error.numel() * grad
        return slope, -slope


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """PyTorch's own, through autograd."""
    return torch.nn.functional.mse_loss(y_pred, y_true)


WRONG = {
    "factor-two-missing": edit(
        "2 * error",
        "error",
        "The 2 from the square is missing in the gradient: it is half of the right one.",
        "梯度里少了平方带来的 2：只有正确值的一半。",
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
    "sign-only": edit(
        "2 * error",
        "error.sign()",
        "The gradient holds only the signs of the errors: that is mean absolute error.",
        "梯度里只剩误差的符号：那是平均绝对误差。",
    ),
}
