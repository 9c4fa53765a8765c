"""Grouped-query attention: neighbouring query heads share a head of keys and values.

Ainslie et al.: GQA, Training Generalized Multi-Query Transformer Models from Multi-Head
Checkpoints (2023)."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def grouped_attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Attention of queries [B, 4, T, D] to keys and values [B, 2, T, D], head by head."""
    sharing = q.shape[1] // k.shape[1]
    keys = k.repeat_interleave(sharing, dim=1)
    values = v.repeat_interleave(sharing, dim=1)
    weights = torch.softmax(q @ keys.transpose(-2, -1) / math.sqrt(q.shape[-1]), dim=-1)
    return weights @ values


def oracle(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """PyTorch's own of each query head with its head of keys and values."""
    heads = [F.scaled_dot_product_attention(q[:, h], k[:, h // 2], v[:, h // 2]) for h in range(4)]
    return torch.stack(heads, dim=1)


WRONG = {
    "tiled": edit(
        "keys = k.repeat_interleave(sharing, dim=1)\n    values = v.repeat_interleave(sharing, dim=1)",
        "keys = k.repeat(1, sharing, 1, 1)\n    values = v.repeat(1, sharing, 1, 1)",
        "The heads of keys and values are repeated as a whole (0, 1, 0, 1); neighbours share one (0, 0, 1, 1).",
        "键值头被整体重复（0、1、0、1）；应当是相邻的查询头共用一个（0、0、1、1）。",
    ),
    "values-tiled": edit(
        "v.repeat_interleave(sharing, dim=1)",
        "v.repeat(1, sharing, 1, 1)",
        "The values are in another order than the keys: a head reads the values of the other group.",
        "值的次序与键不同：有的头读到了另一组的值。",
    ),
    "one-head-for-all": edit(
        "keys = k.repeat_interleave(sharing, dim=1)\n    values = v.repeat_interleave(sharing, dim=1)",
        "keys = k[:, :1].expand_as(q)\n    values = v[:, :1].expand_as(q)",
        "All heads use the first head of keys and values: that is multi-query attention.",
        "所有头都用第一个键值头：那是多查询注意力。",
    ),
    "queries-averaged": edit(
        "return weights @ values",
        "mean = q.unflatten(1, (-1, sharing)).mean(dim=2, keepdim=True).expand(-1, -1, sharing, -1, -1).flatten(1, 2)\n    return torch.softmax(mean @ keys.transpose(-2, -1) / math.sqrt(q.shape[-1]), dim=-1) @ values",
        "The queries of a group are averaged; each keeps its own and only the keys and values are shared.",
        "把一组里的查询平均了；每个查询头各用各的，共用的只是键和值。",
    ),
    "scale-of-all-heads": edit(
        "math.sqrt(q.shape[-1])",
        "math.sqrt(q.shape[1] * q.shape[-1])",
        "The scale is the root of the size of all heads together; it is that of one head.",
        "缩放用了所有头合起来的维数；应是单个头的维数。",
    ),
    "scale-missing": edit(
        " / math.sqrt(q.shape[-1])",
        "",
        "The products are not divided by the root of D.",
        "点积没有除以根号 D。",
    ),
    "over-queries": edit(
        "math.sqrt(q.shape[-1]), dim=-1)",
        "math.sqrt(q.shape[-1]), dim=-2)",
        "The softmax runs over the queries, so the weights of one query do not sum to 1.",
        "softmax 沿查询方向做了，一个查询的权重加起来不等于 1。",
    ),
}
