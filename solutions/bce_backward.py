"""Binary cross-entropy on logits with its gradient in closed form."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


class BCEFunction(torch.autograd.Function):
    """Mean binary cross-entropy of logits [N, C] against labels 0 or 1."""

    @staticmethod
    def forward(ctx: Any, logits: Tensor, labels: Tensor) -> Tensor:
        ctx.save_for_backward(logits, labels)
        return (F.softplus(logits) - logits * labels).mean()

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None]:
        logits, labels = ctx.saved_tensors
        error = torch.sigmoid(logits) - labels
        slope = error / error.numel() * grad
        return slope, None


def oracle(logits: Tensor, labels: Tensor) -> Tensor:
    """PyTorch's own, through autograd."""
    return F.binary_cross_entropy_with_logits(logits, labels)


WRONG = {
    "sign-reversed": edit(
        "torch.sigmoid(logits) - labels",
        "labels - torch.sigmoid(logits)",
        "Label minus probability: a step along it makes the loss larger.",
        "写成了标签减概率：沿它走一步损失会变大。",
    ),
    "sigmoid-missing": edit(
        "torch.sigmoid(logits) - labels",
        "logits - labels",
        "The logit stands where its probability belongs.",
        "该用概率的地方用了 logit。",
    ),
    "mean-over-samples": edit(
        "error / error.numel()",
        "error / error.shape[0]",
        "The gradient is divided by the number of samples; the mean runs over all N times C elements.",
        "梯度除以了样本数；平均走遍的是全部 N 乘 C 个元素。",
    ),
    "of-the-probability": edit(
        "torch.sigmoid(logits) - labels",
        "(torch.sigmoid(logits) - labels) / (torch.sigmoid(logits) * torch.sigmoid(-logits))",
        "That is the gradient of the probabilities: the slope of the sigmoid is still to be multiplied in.",
        "这是对概率的梯度，还没有乘上 sigmoid 的斜率。",
    ),
    "slope-twice": edit(
        "torch.sigmoid(logits) - labels",
        "(torch.sigmoid(logits) - labels) * torch.sigmoid(logits) * torch.sigmoid(-logits)",
        "The slope of the sigmoid is multiplied in although it has cancelled: that is the gradient of a squared error.",
        "sigmoid 的斜率已经约掉，这里又乘了一次：那是平方误差的梯度。",
    ),
    "tanh-for-sigmoid": edit(
        "torch.sigmoid(logits)",
        "torch.tanh(logits)",
        "tanh stands where the probability belongs; it runs from -1 to 1.",
        "该用概率的地方用了 tanh，它取值从 -1 到 1。",
    ),
}
