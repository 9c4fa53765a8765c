"""One block of attention with a running maximum, sum and weighted sum of values.

Milakov, Gimelshein: Online normalizer calculation for softmax (2018); Dao, Fu, Ermon, Rudra, Re:
FlashAttention (2022), with the division left for the end as in FlashAttention-2."""

import torch
from torch import Tensor

from solutions import Draw, edit


def online_step(
    scores: Tensor, values: Tensor, high: Tensor, total: Tensor, out: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """New maximum [M], sum [M] and weighted sum [M, V] after a block of scores [M, T] and values
    [T, V], of those so far."""
    top = torch.maximum(high, scores.amax(dim=1))
    kept = torch.exp(high - top)
    weights = torch.exp(scores - top.unsqueeze(1))
    return (
        top,
        kept * total + weights.sum(dim=1),
        kept.unsqueeze(1) * out + weights @ values,
    )


def oracle(
    scores: Tensor, values: Tensor, high: Tensor, total: Tensor, out: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """What was before as one more key: its score is `high` plus the logarithm of `total` and its
    value `out` over `total`; then an ordinary softmax over all of them."""
    top = torch.cat((high.unsqueeze(1), scores), dim=1).max(dim=1).values
    before = (high + total.log()).unsqueeze(1)  # minus infinity before the first block
    past = torch.where(total > 0, total, 1.0).unsqueeze(1)
    every = torch.cat((before, scores), dim=1)
    shares = torch.softmax(every, dim=1)
    mean = shares[:, :1] * (out / past) + shares[:, 1:] @ values
    whole = torch.exp(torch.logsumexp(every, dim=1) - top)
    return top, whole, mean * whole.unsqueeze(1)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """What earlier blocks have left, or, for some queries, the state before the first one."""
    rows, columns = sizes["M"], sizes["V"]
    first = draw.coin(rows, chance=0.3)
    if rows > 1:
        first[0] = True
    high = draw.kind("values", rows).masked_fill(first, -torch.inf)
    # of some keys the largest counts for 1: the sum is at least that
    total = (1 + draw.kind("not-negative", rows)).masked_fill(first, 0.0)
    out = draw.kind("values", rows, columns).masked_fill(first.unsqueeze(1), 0.0)
    return {"high": high, "total": total, "out": out}


WRONG = {
    "not-rescaled": edit(
        "kept = torch.exp(high - top)",
        "kept = torch.ones_like(high)",
        "What was summed before is not moved to the new maximum: it was relative to the old one.",
        "之前累加的部分没有换到新的最大值上；它是以旧的最大值为基准的。",
    ),
    "sum-not-rescaled": edit(
        "kept * total + weights.sum(dim=1)",
        "total + weights.sum(dim=1)",
        "The sum is not moved to the new maximum, though the values are.",
        "加权和换了基准，指数之和却没有换。",
    ),
    "values-not-rescaled": edit(
        "kept.unsqueeze(1) * out + weights @ values",
        "out + weights @ values",
        "The weighted values are not moved to the new maximum, though the sum is.",
        "指数之和换了基准，加权和却没有换。",
    ),
    "factor-turned-round": edit(
        "torch.exp(high - top)",
        "torch.where(high > -torch.inf, torch.exp(top - high), 0.0)",
        "The factor is turned round: it is above 1, where the new maximum makes the old "
        "exponentials smaller.",
        "系数取反了：它大于 1，而换到更大的最大值之后，旧的指数应当变小。",
    ),
    "maximum-of-the-block": edit(
        "torch.maximum(high, scores.amax(dim=1))",
        "scores.amax(dim=1)",
        "The maximum is that of the new block alone: where an earlier score was larger, its "
        "factor grows without bound.",
        "最大值只取了新的一块：若之前有更大的得分，系数会大到没有上限。",
    ),
    "one-maximum-for-all": edit(
        "torch.maximum(high, scores.amax(dim=1))",
        "torch.maximum(high, scores.amax(dim=1)).amax().expand(high.shape)",
        "One maximum is taken for all queries; each has its own, and rows far below it would "
        "vanish.",
        "所有查询共用了一个最大值；每个查询各有自己的，否则得分低的行会全部下溢成 0。",
    ),
    "divided-each-time": edit(
        "kept.unsqueeze(1) * out + weights @ values,",
        "(kept.unsqueeze(1) * out + weights @ values)\n        / (kept * total + weights.sum(dim=1)).unsqueeze(1),",
        "The weighted values are divided by the sum in every step; the next block would treat "
        "them as not divided.",
        "每一步都除以了总和；下一块会把它当成没除过的来用。",
    ),
    "old-block-forgotten": edit(
        "kept * total + weights.sum(dim=1)",
        "weights.sum(dim=1)",
        "The sum is that of the new block alone.",
        "指数之和只算了新的一块。",
    ),
}
