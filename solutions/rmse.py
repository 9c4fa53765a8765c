"""Root mean squared error over all elements, with a gradient of 0 where it is 0."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyRMSELoss(nn.Module):
    """Root of the mean squared error of predictions and targets [N]."""

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        error = y_pred - y_true
        return torch.linalg.vector_norm(error) / error.numel() ** 0.5


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The root of PyTorch's mean squared error."""
    return F.mse_loss(y_pred, y_true).sqrt()


WRONG = {
    "root-of-each": edit(
        "torch.linalg.vector_norm(error) / error.numel() ** 0.5",
        "error.square().add(1e-30).sqrt().mean()",
        "The root is taken of each square, before the mean. That is the mean absolute error.",
        "先对每个平方开根号，再取平均，那就是平均绝对误差。",
    ),
    "no-root": edit(
        "torch.linalg.vector_norm(error) / error.numel() ** 0.5",
        "error.square().mean()",
        "The root is missing: that is the mean squared error, in the square of the units.",
        "没有开根号：这是均方误差，单位是平方。",
    ),
    "root-of-the-sum": edit(
        " / error.numel() ** 0.5",
        "",
        "The root is of the sum, not of the mean, so that it grows with the number of elements.",
        "是对总和开的根号，而不是对平均，数值会随元素个数增大。",
    ),
    "divided-after-the-root": edit(
        "error.numel() ** 0.5",
        "error.numel()",
        "The root of the sum is divided by N. The mean stands under the root, so it is the root of N.",
        "总和开根号之后除以了 N。平均在根号里面，所以要除以 N 的平方根。",
    ),
    "error-of-the-mean": edit(
        "error = y_pred - y_true",
        "error = (y_pred - y_true).mean().expand(y_pred.shape)",
        "The errors are averaged first, where those of opposite sign cancel.",
        "先对误差取了平均，符号相反的会抵消。",
    ),
    "spread-of-the-errors": edit(
        "error = y_pred - y_true",
        "error = y_pred - y_true - (y_pred - y_true).mean()",
        "The mean error is taken off first. That is the standard deviation of the errors: predictions that are all too high by the same cost nothing.",
        "先减去了平均误差，那是误差的标准差：预测整体偏高同样多，就没有损失了。",
    ),
    "root-detached": edit(
        "torch.linalg.vector_norm(error) / error.numel() ** 0.5",
        "error.square().mean() / (torch.linalg.vector_norm(error.detach()) / error.numel() ** 0.5 + 1e-30)",
        "What the square is divided by is held constant, so the gradient is twice too large.",
        "平方除以的那个数被当成了常数，梯度大了一倍。",
    ),
}
