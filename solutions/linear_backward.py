"""Linear layer with the gradients of inputs, weights and biases in closed form.

Rumelhart, Hinton, Williams: Learning Representations by Back-Propagating Errors (1986)."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


class LinearFunction(torch.autograd.Function):
    """x [N, I] times the rows of weight [O, I], plus bias [O]."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        ctx.save_for_backward(x, weight)
        return x @ weight.T + bias

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x, weight = ctx.saved_tensors
        of_x = grad @ weight
        of_weight = grad.T @ x
        of_bias = grad.sum(dim=0)
        return of_x, of_weight, of_bias


def oracle(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """PyTorch's own, through autograd."""
    return F.linear(x, weight, bias)


WRONG = {
    "weights-averaged": edit(
        "grad.T @ x",
        "grad.T @ x / len(x)",
        "The gradient of the weights is averaged over the batch; the samples are summed, the loss has averaged already.",
        "权重的梯度对批次取了平均；应当求和，平均由损失来做。",
    ),
    "bias-averaged": edit(
        "grad.sum(dim=0)",
        "grad.mean(dim=0)",
        "The gradient of the biases is averaged over the batch; it is the sum.",
        "偏置的梯度对批次取了平均；应当求和。",
    ),
    "bias-of-everything": edit(
        "grad.sum(dim=0)",
        "grad.sum().expand(grad.shape[1])",
        "The gradient of a bias sums over all outputs; each bias belongs to one.",
        "偏置的梯度把所有输出都加了起来；每个偏置只属于一个输出。",
    ),
    "bias-without-gradient": edit(
        "return of_x, of_weight, of_bias",
        "return of_x, of_weight, None",
        "The biases get no gradient.",
        "偏置没有得到梯度。",
    ),
    "input-of-first": edit(
        "grad.T @ x",
        "grad.sum(dim=0)[:, None] * x.mean(dim=0)",
        "The gradients and the inputs are each taken over the batch before they are multiplied: a sum of products is not the product of sums.",
        "梯度和输入先各自对批次归并再相乘：乘积之和不等于和的乘积。",
    ),
    "forward-without-bias": edit(
        "x @ weight.T + bias",
        "x @ weight.T",
        "The bias is left out of the forward.",
        "前向里漏掉了偏置。",
    ),
    "absolute": edit(
        "grad @ weight",
        "grad @ weight.abs()",
        "The signs of the weights are lost on the way back.",
        "往回传时丢掉了权重的符号。",
    ),
}
