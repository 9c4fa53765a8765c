"""Causal attention of as many queries as keys.

Vaswani et al.: Attention Is All You Need (2017)."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def causal_attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Means of values [B, T, V] up to the position of each query [B, T, D], with keys [B, T, D]."""
    steps = q.shape[1]
    allowed = torch.ones(steps, steps, dtype=torch.bool).tril()
    scores = q @ k.transpose(1, 2) / math.sqrt(q.shape[-1])
    weights = torch.softmax(scores.masked_fill(~allowed, -torch.inf), dim=-1)
    return weights @ v


def oracle(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """PyTorch's own."""
    return F.scaled_dot_product_attention(q, k, v, is_causal=True)


WRONG = {
    "diagonal-masked": edit(
        "tril()",
        "tril(-1).logical_or(torch.eye(steps, 1, dtype=torch.bool) > 0)",
        "A position does not see itself, only what is before it.",
        "一个位置看不到自己，只能看到前面的。",
    ),
    "one-ahead": edit(
        "tril()",
        "tril(1)",
        "Each position sees the next one too: in training the answer leaks.",
        "每个位置还能看到下一个位置：训练时答案就泄露了。",
    ),
    "future-only": edit(
        "tril()",
        "triu()",
        "The other triangle is kept: each position sees itself and what comes after.",
        "保留了另一个三角：每个位置看到的是自己和后面的。",
    ),
    "not-causal": edit(
        "scores.masked_fill(~allowed, -torch.inf)",
        "scores",
        "Nothing is hidden: every position sees the whole sequence.",
        "什么都没有遮住：每个位置都能看到整个序列。",
    ),
    "mask-multiplied": edit(
        "scores.masked_fill(~allowed, -torch.inf)",
        "scores * allowed",
        "The scores of the future are 0, not minus infinity, and keep a weight.",
        "未来位置的得分成了 0 而不是负无穷，仍然分到权重。",
    ),
    "masked-weights": edit(
        "weights @ v",
        "(torch.softmax(scores, dim=-1) * allowed) @ v",
        "The weights are masked after the softmax: those that are left no longer sum to 1.",
        "在 softmax 之后才遮掉权重：剩下的加起来不再等于 1。",
    ),
    "scale-missing": edit(
        " / math.sqrt(q.shape[-1])",
        "",
        "The products are not divided by the root of D.",
        "点积没有除以根号 D。",
    ),
}
