"""KL divergence of joint distributions, split by the chain rule and into cross-entropy and entropy.

Cover and Thomas: Elements of Information Theory, theorem 2.5.3 (chain rule for relative entropy)."""

import torch
from torch import Tensor

from solutions import Draw, edit

Five = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


def kl_chain(p: Tensor, q: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Joint, marginal and conditional divergence, cross-entropy and entropy of P, Q [X, Y]."""
    cross = -torch.xlogy(p, q).sum()
    entropy = -torch.xlogy(p, p).sum()
    joint = cross - entropy
    p_x, q_x = p.sum(dim=1), q.sum(dim=1)
    marginal = (torch.xlogy(p_x, p_x) - torch.xlogy(p_x, q_x)).sum()
    return joint, marginal, joint - marginal, cross, entropy


def oracle(p: Tensor, q: Tensor) -> Five:
    """From conditional probabilities, entry by entry, without the chain rule."""

    def divergence(one: Tensor, other: Tensor) -> Tensor:
        there = one > 0
        return (one[there] * (one[there] / other[there]).log()).sum()

    p_x, q_x = p.sum(dim=1), q.sum(dim=1)
    rows = [
        weight * divergence(one / weight, other / total)
        for one, other, weight, total in zip(p, q, p_x, q_x, strict=True)
    ]
    there = p > 0
    return (
        divergence(p, q),
        divergence(p_x, q_x),
        torch.stack(rows).sum(),
        -(p[there] * q[there].log()).sum(),
        -(p[there] * p[there].log()).sum(),
    )


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Two joint distributions; of the first some entries are 0, but no row is."""
    shape = (sizes["X"], sizes["Y"])
    p, q = draw.kind("positive", *shape), draw.kind("positive", *shape)
    gone = draw.coin(*shape, chance=0.3)
    gone.scatter_(1, p.argmax(dim=1, keepdim=True), False)
    p = torch.where(gone, 0.0, p)
    return {"p": p / p.sum(), "q": q / q.sum()}


WRONG = {
    "zero-not-handled": edit(
        "torch.xlogy(p, p).sum()",
        "(p * p.log()).sum()",
        "Where P is exactly 0 its logarithm is -inf, and 0 times -inf is nan; that term is 0.",
        "P 恰为 0 时对数是 -inf，0 乘 -inf 得 nan；这一项应当是 0。",
    ),
    "other-marginal": edit(
        "p.sum(dim=1), q.sum(dim=1)",
        "p.sum(dim=0), q.sum(dim=0)",
        "The sum runs over x: what is left is the distribution of y.",
        "沿 x 求和了，剩下的是 y 的分布。",
    ),
    "reversed": edit(
        "-torch.xlogy(p, q).sum()",
        "-torch.xlogy(q, q).sum()",
        "The cross-entropy weighs log Q with Q; what happens comes from P.",
        "交叉熵用 Q 去加权 log Q；数据来自 P，权重应当是 P。",
    ),
    "binary-logarithm": edit(
        "(torch.xlogy(p_x, p_x) - torch.xlogy(p_x, q_x)).sum()",
        "(torch.xlogy(p_x, p_x) - torch.xlogy(p_x, q_x)).sum() / 0.6931471805599453",
        "One part is in bits and the others in nats: they no longer add up.",
        "一部分以比特计，其余以奈特计，加不到一起了。",
    ),
    "entropies-exchanged": edit(
        "joint = cross - entropy",
        "joint = entropy - cross",
        "The entropy is the smaller of the two: the divergence is cross-entropy minus entropy, never "
        "negative.",
        "熵是两者中较小的：散度等于交叉熵减熵，不会为负。",
    ),
    "conditional-of-joint": edit(
        "joint - marginal, cross",
        "joint, cross",
        "The conditional part is the whole divergence; what is lost about x belongs to the marginal.",
        "条件部分写成了整个散度；关于 x 的损失已经算在边缘部分里。",
    ),
    "rows-averaged": edit(
        "(torch.xlogy(p_x, p_x) - torch.xlogy(p_x, q_x)).sum()",
        "(torch.xlogy(p_x, p_x) - torch.xlogy(p_x, q_x)).mean()",
        "The terms of the marginal are averaged; they carry their probability as a weight already.",
        "边缘部分对各项取了平均；每一项已经带有概率作为权重，应当求和。",
    ),
}
