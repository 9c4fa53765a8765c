"""Attention of one head with the gradients of queries, keys and values in closed form.

Dao, Fu, Ermon, Rudra, Ré: FlashAttention (2022), appendix on the backward pass."""

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


class AttentionFunction(torch.autograd.Function):
    """Means [M, D] of values [T, D], weighted by how queries [M, D] match keys [T, D]."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        probs = torch.softmax(q @ k.T / math.sqrt(q.shape[1]), dim=1)
        ctx.save_for_backward(q, k, v, probs)
        return probs @ v

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        q, k, v, probs = ctx.saved_tensors
        of_v = probs.T @ grad
        of_probs = grad @ v.T
        shift = (probs * of_probs).sum(dim=1, keepdim=True)
        of_scores = probs * (of_probs - shift)
        root = math.sqrt(q.shape[1])
        return of_scores @ k / root, of_scores.T @ q / root, of_v


def oracle(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """PyTorch's own, through autograd."""
    out = F.scaled_dot_product_attention(q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0))
    return out.squeeze(0)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Features whose weights are far from 0 and 1: where a weight is all there is, the gradients of
    queries and keys are the difference of equal numbers, and each way to it rounds otherwise."""
    features = {
        name: draw.normal(sizes[rows], sizes["D"]) for name, rows in zip("qkv", "MTT", strict=True)
    }
    return {"q": 0.6 * features["q"], "k": 0.6 * features["k"], "v": 0.8 * features["v"]}


WRONG = {
    "softmax-taken-for-independent": edit(
        "probs * (of_probs - shift)",
        "probs * (1 - probs) * of_probs",
        "Each weight is differentiated by its own score alone, like a sigmoid; every score of a row "
        "moves all its weights.",
        "每个权重只对自己的得分求了导，像 sigmoid 那样；其实一行里每个得分都会牵动所有权重。",
    ),
    "row-sum-missing": edit(
        "probs * (of_probs - shift)",
        "probs * of_probs",
        "The weighted sum of the row is not subtracted: a softmax keeps the sum of its weights.",
        "没有减去整行的加权和：softmax 的权重之和不会变。",
    ),
    "plain-mean": edit(
        "(probs * of_probs).sum(dim=1, keepdim=True)",
        "of_probs.mean(dim=1, keepdim=True)",
        "The plain mean of the row is subtracted; it is the mean with the attention weights.",
        "减去的是整行的普通平均；应当是按注意力权重的平均。",
    ),
    "sum-over-queries": edit(
        "(probs * of_probs).sum(dim=1, keepdim=True)",
        "(probs * of_probs).sum(dim=0, keepdim=True)",
        "The sum goes over the queries; the softmax was over the keys.",
        "求和沿着查询；softmax 是沿着键做的。",
    ),
    "weights-forgotten": edit(
        "probs * (of_probs - shift)",
        "of_probs - shift",
        "What is left after the subtraction is not multiplied by the weights.",
        "相减之后没有再乘权重。",
    ),
    "scale-forgotten": edit(
        "of_scores @ k / root, of_scores.T @ q / root",
        "of_scores @ k, of_scores.T @ q",
        "The root by which the scores were divided does not come back in the gradients of queries and keys.",
        "得分除过的平方根，没有出现在查询和键的梯度里。",
    ),
    "keys-not-scaled": edit(
        "of_scores.T @ q / root",
        "of_scores.T @ q",
        "Only the gradient of the queries is divided by the root; that of the keys is too.",
        "只有查询的梯度除了平方根；键的梯度也要除。",
    ),
    "softmax-constant": edit(
        "probs * (of_probs - shift)",
        "0 * of_probs * shift",
        "The weights are taken for constants: nothing reaches queries and keys.",
        "把权重当成了常数：梯度传不到查询和键。",
    ),
    "values-through-the-scores": edit(
        "of_v = probs.T @ grad",
        "of_v = (q @ k.T / math.sqrt(q.shape[1])).T @ grad",
        "The gradient of the values uses the scores in place of the weights.",
        "值的梯度用的是得分，不是权重。",
    ),
}
