"""ListMLE: minus log-likelihood of the wanted order under the model of Plackett and Luce.

Xia, Liu, Wang, Zhang, Li: Listwise Approach to Learning to Rank (2008)."""

import torch
from torch import Tensor

from solutions import Draw, edit


def list_mle(scores: Tensor, relevance: Tensor) -> Tensor:
    """Mean over lists of the loss of scores [N, L] whose order is to be that of relevance [N, L]."""
    ordered = scores.gather(1, relevance.argsort(dim=1, descending=True))
    tail = ordered.flip(1).logcumsumexp(dim=1).flip(1)
    return (tail - ordered).sum(dim=1).mean()


def oracle(scores: Tensor, relevance: Tensor) -> Tensor:
    """Each item against those that are not more relevant than it, without sorting anything."""
    left = relevance.unsqueeze(1) <= relevance.unsqueeze(2)
    among = scores.unsqueeze(1).masked_fill(~left, -torch.inf)
    picked = among.log_softmax(dim=2).diagonal(dim1=1, dim2=2)
    return -picked.sum() / len(scores)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Relevances that are all different within a list."""
    rows, items = sizes["N"], sizes["L"]
    rank = draw.normal(rows, items).argsort(dim=1).argsort(dim=1)
    return {"relevance": 0.25 + 0.5 * rank.double() + draw.uniform(rows, 1, high=0.2)}


WRONG = {
    "sorted-by-score": edit(
        "relevance.argsort(",
        "scores.argsort(",
        "The list is put into the order of the scores: the relevance has no influence.",
        "按打分排了序：相关程度完全不起作用。",
    ),
    "least-relevant-first": edit(
        "descending=True",
        "descending=False",
        "The order is turned round: the least relevant item is drawn first, or, which comes to the same, "
        "each item is drawn from those before it and not from what is left.",
        "次序反了：先抽了最不相关的；或者每一项是从它前面的项里抽的，而不是从剩下的项里抽，结果一样。",
    ),
    "not-sorted": edit(
        "scores.gather(1, relevance.argsort(dim=1, descending=True))",
        "scores + 0 * relevance",
        "The items stay in the order in which they came.",
        "没有排序，各项保持输入时的次序。",
    ),
    "drawn-from-all": edit(
        "ordered.flip(1).logcumsumexp(dim=1).flip(1)",
        "ordered.logsumexp(dim=1, keepdim=True)",
        "Every item is drawn from the whole list; those drawn before are no longer in it.",
        "每一项都从整个列表里抽；前面抽走的项应当已经不在。",
    ),
    "first-item-only": edit(
        "(tail - ordered).sum(dim=1)",
        "(tail - ordered)[:, 0]",
        "Only the first item counts: that is cross-entropy of the most relevant one.",
        "只算了第一项：那是以最相关项为目标的交叉熵。",
    ),
    "mean-over-items": edit(
        ".sum(dim=1).mean()",
        ".mean()",
        "The mean is taken over the items too; the logarithms of a list add up to its likelihood.",
        "对各项也取了平均；一个列表的对数似然是各项之和。",
    ),
    "itself-left-out": edit(
        "tail - ordered",
        "torch.cat((tail[:, 1:], ordered[:, -1:]), dim=1) - ordered",
        "The item that is drawn is left out of the sum it is drawn from.",
        "求和时漏掉了被抽的那一项自己。",
    ),
    "places-for-order": edit(
        "relevance.argsort(dim=1, descending=True)",
        "relevance.argsort(dim=1, descending=True).argsort(dim=1)",
        "The ranks of the items are used to pick from the scores; what picks is where each rank stands.",
        "用各项的名次去取打分；该用的是每个名次所在的位置。",
    ),
}
