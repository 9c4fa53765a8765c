"""Linear layer with frozen weights and a low-rank adapter beside them.

Hu et al.: LoRA, Low-Rank Adaptation of Large Language Models (2021), equation 3."""

import torch
from torch import Tensor

from solutions import Draw, edit


def lora_linear(x: Tensor, weight: Tensor, a: Tensor, b: Tensor, alpha: float) -> Tensor:
    """x [N, I] through weights [O, I], which stay frozen, and through a [R, I] and b [O, R]."""
    base = x @ weight.detach().T
    low = x @ a.T
    return base + alpha / a.shape[0] * low @ b.T


def oracle(x: Tensor, weight: Tensor, a: Tensor, b: Tensor, *, alpha: float) -> Tensor:
    """The merged weights: one outer product for each rank added to those frozen."""
    merged = weight.detach()
    for down, up in zip(a, b.T, strict=True):
        merged = merged + alpha * torch.outer(up, down) / len(a)
    return torch.einsum("ni,oi->no", x, merged)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Adapters as small as they are: times alpha they would dwarf the layer, and its digits."""
    rank = sizes["R"]
    return {"a": 0.4 * draw.normal(rank, sizes["I"]), "b": 0.4 * draw.normal(sizes["O"], rank)}


WRONG = {
    "not-divided-by-rank": edit(
        "alpha / a.shape[0]",
        "alpha",
        "The adapter is multiplied by alpha and not divided by its rank: with another rank all "
        "learning rates would have to change.",
        "适配器只乘了 alpha，没有除以秩：换一个秩，学习率就得跟着调。",
    ),
    "root-of-rank": edit(
        "alpha / a.shape[0]",
        "alpha / a.shape[0] ** 0.5",
        "Alpha is divided by the root of the rank, which is rank-stabilised LoRA.",
        "alpha 除以了秩的平方根，那是 rsLoRA。",
    ),
    "alpha-missing": edit(
        "alpha / a.shape[0]",
        "1 / a.shape[0]",
        "Alpha has no influence.",
        "alpha 不起作用。",
    ),
    "size-for-rank": edit(
        "alpha / a.shape[0]",
        "alpha / a.shape[1]",
        "Alpha is divided by the number of inputs; the rank is the number of rows of A.",
        "alpha 除以了输入的维数；秩是 A 的行数。",
    ),
    "scaled-as-a-whole": edit(
        "base + alpha / a.shape[0] * low @ b.T",
        "alpha / a.shape[0] * (base + low @ b.T)",
        "The scale is laid on the frozen layer too; with B = 0 the layer has to be what it was.",
        "把原来的层也缩放了；当 B = 0 时，这一层应当与原来完全相同。",
    ),
    "adapter-alone": edit(
        "base + alpha / a.shape[0] * low @ b.T",
        "alpha / a.shape[0] * low @ b.T",
        "The frozen layer is left out: the adapter is a change of it, not a replacement.",
        "漏掉了原来的层：适配器是对它的修正，不是替代。",
    ),
    "inputs-cut-off": edit(
        "base = x @ weight.detach().T",
        "base = (x @ weight.T).detach()",
        "The whole path through the frozen layer is cut off: the layers below get a gradient "
        "through the adapter alone.",
        "整条经过原来那层的路径都断开了：更低的层只能从适配器得到梯度。",
    ),
}
