"""Cosines between all vectors of two sets."""

from torch import Tensor

from solutions import edit


def cosine_similarities(a: Tensor, b: Tensor) -> Tensor:
    """Cosines [N, M] of vectors [N, D] and [M, D]."""
    unit_a = a / a.square().sum(dim=1, keepdim=True).sqrt()
    unit_b = b / b.square().sum(dim=1, keepdim=True).sqrt()
    return unit_a @ unit_b.T


def oracle(a: Tensor, b: Tensor) -> Tensor:
    """The product over the outer product of the norms."""
    return (a @ b.T) / (a.norm(dim=1)[:, None] * b.norm(dim=1)[None, :])


WRONG = {
    "not-normalised": edit(
        "unit_a @ unit_b.T",
        "a @ b.T",
        "The vectors are not normalised: that is a dot product, which grows with their lengths.",
        "没有归一化：这是点积，会随长度变大。",
    ),
    "one-side-only": edit(
        "unit_a @ unit_b.T",
        "unit_a @ b.T",
        "Only one of the two sets is normalised.",
        "只归一化了其中一组。",
    ),
    "squared-length": edit(
        "a / a.square().sum(dim=1, keepdim=True).sqrt()",
        "a / a.square().sum(dim=1, keepdim=True)",
        "The vectors are divided by the square of their length; the root is missing.",
        "除以了长度的平方，少了开方。",
    ),
    "columns": edit(
        "a / a.square().sum(dim=1, keepdim=True).sqrt()",
        "a / a.square().sum(dim=0, keepdim=True).sqrt()",
        "Columns are normalised; a vector is a row.",
        "归一化的是列；一个向量是一行。",
    ),
    "length-detached": edit(
        "a / a.square().sum(dim=1, keepdim=True).sqrt()",
        "a / a.square().sum(dim=1, keepdim=True).sqrt().detach()",
        "The length is cut off from autograd: the gradient keeps a part along the vector.",
        "长度与计算图断开了：梯度里多了沿向量自身的分量。",
    ),
    "manhattan-length": edit(
        "a / a.square().sum(dim=1, keepdim=True).sqrt()",
        "a / a.abs().sum(dim=1, keepdim=True)",
        "The length is a sum of absolute values.",
        "长度用了绝对值之和。",
    ),
}
