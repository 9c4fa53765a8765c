"""Softmax along the last axis with its gradient in closed form, from the result."""

from typing import Any

import torch
from torch import Tensor

from solutions import edit


class SoftmaxFunction(torch.autograd.Function):
    """Softmax of each row of x [N, C]."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        probs = torch.softmax(x, dim=-1)
        ctx.save_for_backward(probs)
        return probs

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Tensor:
        (probs,) = ctx.saved_tensors
        inner = (grad * probs).sum(dim=-1, keepdim=True)
        return probs * (grad - inner)


def oracle(x: Tensor) -> Tensor:
    """By exponentials, through autograd."""
    exponentials = (x - x.amax(dim=-1, keepdim=True).detach()).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


WRONG = {
    "diagonal-only": edit(
        "probs * (grad - inner)",
        "probs * (1 - probs) * grad",
        "Only the diagonal of the Jacobian is used: that a logit lowers the other probabilities is "
        "missing.",
        "只用了雅可比矩阵的对角线：一个 logit 变大会压低其他概率，这一部分漏掉了。",
    ),
    "inner-not-weighted": edit(
        "(grad * probs).sum(",
        "grad.sum(",
        "The sum that is subtracted is not weighted with the probabilities.",
        "减去的那个和没有用概率加权。",
    ),
    "over-the-batch": edit(
        "sum(dim=-1, keepdim=True)",
        "sum(dim=0, keepdim=True)",
        "The sum runs over the batch: it mixes the rows, each of which has a softmax of its own.",
        "沿批次求了和：把各行混在一起了，而每一行各有自己的 softmax。",
    ),
    "inner-missing": edit(
        "probs * (grad - inner)",
        "probs * grad",
        "The sum is not subtracted: the gradient does not sum to 0 along a row, as it has to.",
        "没有减去那个和：梯度沿每行之和应当为 0。",
    ),
    "inner-averaged": edit(
        "(grad * probs).sum(",
        "(grad * probs).mean(",
        "The weighted gradients are averaged; the probabilities are the weights already.",
        "对加权后的梯度取了平均；概率本身就是权重，应当求和。",
    ),
    "probability-missing": edit(
        "probs * (grad - inner)",
        "grad - inner",
        "The factor p in front is missing: that is the gradient behind a log-softmax, nearly.",
        "前面少了因子 p。",
    ),
}
