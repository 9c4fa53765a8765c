"""Layer normalisation with the gradients of rows, gains and shifts in closed form.

Ba, Kiros, Hinton: Layer Normalization (2016)."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


class LayerNormFunction(torch.autograd.Function):
    """Rows [N, D] at mean 0 and variance 1, times a gain [D], plus a shift [D]."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor, eps: float) -> Tensor:
        centred = x - x.mean(dim=1, keepdim=True)
        root = torch.sqrt(centred.square().mean(dim=1, keepdim=True) + eps)
        normed = centred / root
        ctx.save_for_backward(normed, root, weight)
        return normed * weight + bias

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        normed, root, weight = ctx.saved_tensors
        inner = grad * weight
        shift = inner.mean(dim=1, keepdim=True)
        stretch = (inner * normed).mean(dim=1, keepdim=True)
        of_x = (inner - shift - normed * stretch) / root
        of_weight = (grad * normed).sum(dim=0)
        of_bias = grad.sum(dim=0)
        return of_x, of_weight, of_bias, None


def oracle(x: Tensor, weight: Tensor, bias: Tensor, *, eps: float) -> Tensor:
    """PyTorch's own, through autograd."""
    return F.layer_norm(x, (x.shape[1],), weight, bias, eps)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Rows that are spread out: the gradient of nearly equal entries is all rounding."""
    return {"x": draw.spread_out(draw.kind("values", sizes["N"], sizes["D"]), 1)}


WRONG = {
    "statistics-constant": edit(
        "(inner - shift - normed * stretch) / root",
        "inner / root",
        "Mean and variance are taken for constants: only the direct path is differentiated.",
        "把均值和方差都当成了常数：只算了直接的那条路径。",
    ),
    "variance-constant": edit(
        "inner - shift - normed * stretch",
        "inner - shift",
        "The variance is taken for a constant: stretching a row seems to change the result.",
        "把方差当成了常数：好像把一行放大会改变结果似的。",
    ),
    "mean-constant": edit(
        "inner - shift - normed * stretch",
        "inner - normed * stretch",
        "The mean is taken for a constant: shifting a row seems to change the result.",
        "把均值当成了常数：好像把一行平移会改变结果似的。",
    ),
    "gain-forgotten": edit(
        "inner = grad * weight",
        "inner = grad",
        "What flows in is not multiplied by the gains on its way to the normalised row.",
        "梯度传到归一化结果时没有乘缩放。",
    ),
    "gain-after-the-sums": edit(
        "inner = grad * weight\n        shift = inner.mean(dim=1, keepdim=True)\n        stretch = (inner * normed).mean(dim=1, keepdim=True)\n        of_x = (inner - shift - normed * stretch) / root",
        "inner = grad\n        shift = inner.mean(dim=1, keepdim=True)\n        stretch = (inner * normed).mean(dim=1, keepdim=True)\n        of_x = (inner - shift - normed * stretch) / root * weight",
        "The gains are multiplied in at the end; they belong inside the two sums, which they weight.",
        "缩放到最后才乘；它应在两个求和之内，因为求和是按它加权的。",
    ),
    "not-divided": edit(
        "(inner - shift - normed * stretch) / root",
        "inner - shift - normed * stretch",
        "The gradient of the rows is not divided by the root: rows that are spread out get too much.",
        "输入的梯度没有除以那个根：越分散的行，得到的梯度越偏大。",
    ),
    "gains-averaged": edit(
        "of_weight = (grad * normed).sum(dim=0)\n        of_bias = grad.sum(dim=0)",
        "of_weight = (grad * normed).mean(dim=0)\n        of_bias = grad.mean(dim=0)",
        "The gradients of gains and shifts are averaged over the rows; they are sums.",
        "缩放和平移的梯度对各行取了平均；应当求和。",
    ),
    "gains-before-normalising": edit(
        "(grad * normed).sum(dim=0)",
        "(grad * normed * root).sum(dim=0)",
        "The gains are given the centred rows; what they multiply are the normalised ones.",
        "缩放的梯度用了减去均值的行；它乘的是归一化后的行。",
    ),
}
