"""Gradients shortened together to a largest norm, in the form of torch.nn.utils.

Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks (2013),
algorithm 1."""

import torch
from torch import Tensor

from solutions import Draw, edit


def clip_grad_norm(
    weight_grad: Tensor, bias_grad: Tensor, max_norm: float, eps: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients [O, I] and [O], shortened by one factor, and their norm before."""
    norm = torch.sqrt(weight_grad.square().sum() + bias_grad.square().sum())
    factor = (max_norm / (norm + eps)).clamp(max=1.0)
    return weight_grad * factor, bias_grad * factor, norm


def oracle(
    weight_grad: Tensor, bias_grad: Tensor, *, max_norm: float, eps: float
) -> tuple[Tensor, Tensor, Tensor]:
    """One long vector, a norm that cannot overflow, and a case for each side."""
    flat = torch.cat((weight_grad.flatten(), bias_grad))
    norm = torch.linalg.vector_norm(flat)
    if float(norm) + eps <= max_norm:
        return weight_grad.clone(), bias_grad.clone(), norm
    clipped = flat / (norm + eps) * max_norm
    return clipped[: -len(bias_grad)].view_as(weight_grad), clipped[-len(bias_grad) :], norm


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Gradients of all lengths, so that every setting sees some that are clipped and some that
    are not, and at times none at all."""
    size = 10.0 ** float(draw.uniform(low=-1.5, high=0.7))
    if bool(draw.coin(chance=0.1)):
        size = 0.0
    return {
        "weight_grad": size * draw.normal(sizes["O"], sizes["I"]),
        "bias_grad": size * draw.normal(sizes["O"]),
    }


_FACTOR = """norm = torch.sqrt(weight_grad.square().sum() + bias_grad.square().sum())
    factor = (max_norm / (norm + eps)).clamp(max=1.0)
    return weight_grad * factor, bias_grad * factor, norm"""

WRONG = {
    "tensor-by-tensor": edit(
        _FACTOR,
        """norm = torch.sqrt(weight_grad.square().sum() + bias_grad.square().sum())
    of_weight = (max_norm / (weight_grad.square().sum().sqrt() + eps)).clamp(max=1.0)
    of_bias = (max_norm / (bias_grad.square().sum().sqrt() + eps)).clamp(max=1.0)
    return weight_grad * of_weight, bias_grad * of_bias, norm""",
        "Each gradient is clipped by its own norm: they are shortened differently, and the step "
        "changes its direction.",
        "每个梯度按自己的范数裁剪：缩短的比例不同，更新的方向就变了。",
    ),
    "norms-added": edit(
        "torch.sqrt(weight_grad.square().sum() + bias_grad.square().sum())",
        "weight_grad.square().sum().sqrt() + bias_grad.square().sum().sqrt()",
        "The norms of the two are added; their squares have to be, and the root comes last.",
        "把两个范数直接相加了；应当平方相加，最后再开方。",
    ),
    "always-scaled": edit(
        "(max_norm / (norm + eps)).clamp(max=1.0)",
        "max_norm / (norm + eps)",
        "Short gradients are made longer: the factor has to stop at 1.",
        "短的梯度被放大了：系数到 1 为止。",
    ),
    "by-value": edit(
        "return weight_grad * factor, bias_grad * factor, norm",
        "return weight_grad.clamp(-max_norm, max_norm), bias_grad.clamp(-max_norm, max_norm), norm",
        "Each entry is clipped by itself, which is clipping by value: it changes the direction.",
        "逐元素截断了，那是按值裁剪，会改变方向。",
    ),
    "norm-after": edit(
        "bias_grad * factor, norm",
        "bias_grad * factor, norm * factor",
        "The norm given back is that after clipping; a log that never exceeds the limit shows "
        "nothing.",
        "返回的是裁剪之后的范数；日志里永远不超过上限，什么也看不出来。",
    ),
    "squared-norm": edit(
        "torch.sqrt(weight_grad.square().sum() + bias_grad.square().sum())",
        "weight_grad.square().sum() + bias_grad.square().sum()",
        "The norm is not taken out of the square.",
        "范数没有开方。",
    ),
    "mean-square": edit(
        "torch.sqrt(weight_grad.square().sum() + bias_grad.square().sum())",
        "torch.cat((weight_grad.flatten(), bias_grad)).square().mean().sqrt()",
        "The squares are averaged; a norm sums them, so it grows with the number of parameters.",
        "对平方取了平均；范数是求和，会随参数个数增大。",
    ),
    "only-where-too-long": edit(
        "(max_norm / (norm + eps)).clamp(max=1.0)",
        "torch.where(norm > max_norm, max_norm / norm.clamp(min=1e-30), 1.0)",
        "eps has no influence: the gradients are divided by the bare norm.",
        "eps 不起作用：除的是范数本身。",
    ),
}
