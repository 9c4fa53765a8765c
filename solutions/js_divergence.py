"""Jensen-Shannon divergence of distributions, in nats.

Lin: Divergence Measures Based on the Shannon Entropy (1991)."""

import torch
from torch import Tensor

from solutions import Draw, edit, instead


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Divergence [N] of the rows of two tensors of probabilities [N, C], zeros included."""
    middle = (p + q) / 2
    from_p = (torch.xlogy(p, p) - torch.xlogy(p, middle)).sum(dim=1)
    from_q = (torch.xlogy(q, q) - torch.xlogy(q, middle)).sum(dim=1)
    return (from_p + from_q) / 2


def oracle(p: Tensor, q: Tensor) -> Tensor:
    """The entropy of the average less the average of the entropies."""
    entropy = torch.special.entr(torch.stack([p + q, 2 * p, 2 * q]) / 2).sum(dim=-1)
    return entropy[0] - 0.5 * (entropy[1] + entropy[2])


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Distributions with zeros, some classes in neither, some rows without one in common."""
    rows, classes = sizes["N"], sizes["C"]
    if rows == classes:  # none here: at a zero there is no slope to tell float32 from float64 by
        return {name: draw.normal(rows, classes).softmax(dim=1) for name in ("p", "q")}
    found = {}
    both = draw.coin(rows, classes, chance=0.2)
    apart = draw.coin(rows, 1, chance=0.3)
    side = draw.coin(rows, classes)
    first = torch.arange(classes).expand(rows, -1) == 0
    for name, mine in (("p", side), ("q", ~side)):
        zero = both | draw.coin(rows, classes, chance=0.2) | (apart & mine)
        zero = zero & ~(first & zero.all(dim=1, keepdim=True))
        found[name] = draw.normal(rows, classes).masked_fill(zero, -torch.inf).softmax(dim=1)
    return found


def _distance(p: Tensor, q: Tensor) -> Tensor:
    return oracle(p, q).clamp(min=0).sqrt()


WRONG = {
    "distance": instead(
        _distance,
        "That is the distance, the root of the divergence.",
        "这是 JS 距离，也就是散度的平方根。",
    ),
    "bits": edit(
        "return (from_p + from_q) / 2",
        "return (from_p + from_q) / 2 / torch.log(torch.tensor(2.0, dtype=p.dtype))",
        "The logarithm is to the base 2; nats are asked for.",
        "对数以 2 为底；要求的单位是 nat。",
    ),
    "half-missing": edit(
        "return (from_p + from_q) / 2",
        "return from_p + from_q",
        "The two divergences are added, not averaged.",
        "两个散度相加了，没有取平均。",
    ),
    "one-side": edit(
        "return (from_p + from_q) / 2",
        "return from_p",
        "Only p is held against the average, so the two arguments are not treated alike.",
        "只有 p 与平均比较，两个参数就不对称了。",
    ),
    "against-each-other": edit(
        "torch.xlogy(p, middle)).sum(dim=1)\n    from_q = (torch.xlogy(q, q) - torch.xlogy(q, middle)).sum(dim=1)",
        "torch.xlogy(p, q)).sum(dim=1)\n    from_q = (torch.xlogy(q, q) - torch.xlogy(q, p)).sum(dim=1)",
        "The distributions are held against each other: that is half of Jeffreys' divergence, infinite where one has a zero.",
        "两个分布直接互相比较：那是 Jeffreys 散度的一半，只要一方有 0 就是无穷。",
    ),
    "average-first": edit(
        "from_p = (torch.xlogy(p, p) - torch.xlogy(p, middle)).sum(dim=1)",
        "from_p = (torch.xlogy(middle, middle) - torch.xlogy(middle, p)).sum(dim=1)",
        "The divergence is of the average from p; where p is 0 it is infinite.",
        "方向反了，成了平均对 p 的散度；p 为 0 处是无穷。",
    ),
    "geometric-average": edit(
        "(p + q) / 2\n",
        "(p * q).sqrt()\n",
        "The geometric mean stands where the average belongs; it does not sum to 1.",
        "用了几何平均；应当用算术平均，前者加起来不等于 1。",
    ),
    "mean-over-classes": edit(
        "return (from_p + from_q) / 2",
        "return (from_p + from_q) / 2 / p.shape[1]",
        "The classes are averaged, not summed.",
        "对类别取了平均，应当求和。",
    ),
}
