"""Scaled dot-product attention with a mask that is true where attention is allowed.

Vaswani et al.: Attention Is All You Need (2017), equation 1."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    """Means of values [B, T, V] for queries [B, M, D] with keys [B, T, D] and a mask [B, M, T]."""
    scores = q @ k.transpose(1, 2) / math.sqrt(q.shape[-1])
    hidden = torch.zeros_like(scores, dtype=torch.bool) if mask is None else ~mask
    weights = torch.softmax(scores.masked_fill(hidden, -torch.inf), dim=-1)
    return weights @ v


def oracle(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    """PyTorch's own."""
    return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)


WRONG = {
    "scale-missing": edit(
        " / math.sqrt(q.shape[-1])",
        "",
        "The products are not divided by the root of D: with many dimensions the softmax saturates.",
        "点积没有除以根号 D：维数一多，softmax 就饱和了。",
    ),
    "scale-without-root": edit(
        "math.sqrt(q.shape[-1])",
        "q.shape[-1]",
        "The products are divided by D, not by its root: the weights come out too even.",
        "点积除以了 D 而不是根号 D：权重过于平均。",
    ),
    "scale-of-values": edit(
        "math.sqrt(q.shape[-1])",
        "math.sqrt(v.shape[-1])",
        "The scale is that of the values; what is summed in a score are the D entries of query and key.",
        "缩放用了值的维数；得分里相加的是查询和键的 D 个分量。",
    ),
    "over-queries": edit(
        "torch.softmax(scores.masked_fill(hidden, -torch.inf), dim=-1)",
        "torch.softmax(scores.masked_fill(hidden, -torch.inf), dim=1).nan_to_num(0.0)",
        "The softmax runs over the queries: each key shares itself out, and a query's weights do not sum to 1.",
        "softmax 沿查询方向做了：成了每个键把自己分给各个查询，一个查询的权重加起来不等于 1。",
    ),
    "mask-inverted": edit(
        "scores.masked_fill(hidden, -torch.inf)",
        "scores.masked_fill(hidden if mask is None else mask, -1e30)",
        "The mask is read the other way round: what may be attended to is hidden.",
        "掩码读反了：允许关注的反而被遮住。",
    ),
    "mask-multiplied": edit(
        "scores.masked_fill(hidden, -torch.inf)",
        "scores * ~hidden",
        "Scores are multiplied by the mask: a score of 0 is an ordinary score, and its key still gets weight.",
        "把得分乘以掩码：得分 0 只是普通的得分，对应的键照样分到权重。",
    ),
    "mask-added": edit(
        "scores.masked_fill(hidden, -torch.inf)",
        "scores + ~hidden",
        "The boolean mask is added as 0 and 1; an additive mask would have to be 0 and minus infinity.",
        "把布尔掩码当作 0 和 1 加了上去；加法掩码应当是 0 和负无穷。",
    ),
    "mask-ignored": edit(
        "scores.masked_fill(hidden, -torch.inf)",
        "scores",
        "The mask has no influence.",
        "掩码不起作用。",
    ),
}
