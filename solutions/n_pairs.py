"""N-pair loss on dot products with a penalty on squared lengths, mean over pairs.

Sohn: Improved Deep Metric Learning with Multi-class N-pair Loss Objective (2016)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyNPairLoss(nn.Module):
    """N-pair loss of anchors and positives [N, D]."""

    def __init__(self, l2: float) -> None:
        super().__init__()
        self.l2 = l2

    def forward(self, anchors: Tensor, positives: Tensor) -> Tensor:
        products = anchors @ positives.T
        first = torch.logsumexp(products, dim=1) - products.diagonal()
        lengths = anchors.square().sum(dim=1) + positives.square().sum(dim=1)
        return first.mean() + self.l2 * lengths.mean()


def oracle(anchors: Tensor, positives: Tensor, *, l2: float) -> Tensor:
    """Anchor by anchor, from the differences to its positive."""
    rows = []
    for i, (a, p) in enumerate(zip(anchors, positives, strict=True)):
        gaps = (positives - p) @ a
        others = torch.cat([gaps[:i], gaps[i + 1 :]])
        zero = torch.zeros(1, dtype=others.dtype)
        rows.append(F.softplus(torch.logsumexp(others, 0)) if len(others) else zero[0])
        rows[-1] = rows[-1] + l2 * (a.dot(a) + p.dot(p))
    return torch.stack(rows).mean()


WRONG = {
    "positive-counted-twice": edit(
        "torch.logsumexp(products, dim=1) - products.diagonal()",
        "F.softplus(torch.logsumexp(products - products.diagonal().unsqueeze(1), dim=1))",
        "The positive is in the sum and is the 1 as well: it is counted twice.",
        "正例既在求和里，又是那个 1：算了两次。",
    ),
    "positive-left-out": edit(
        "torch.logsumexp(products, dim=1)",
        "torch.logsumexp(products - 1e4 * torch.eye(len(products), dtype=products.dtype), dim=1)",
        "The 1 is missing: the loss goes below 0 and pulls without end.",
        "少了那个 1：损失会降到 0 以下，没有止境地拉下去。",
    ),
    "cosines": edit(
        "anchors @ positives.T",
        "F.normalize(anchors, dim=1) @ F.normalize(positives, dim=1).T",
        "The vectors are normalised; here dot products are compared.",
        "向量做了归一化；这里比较的是点积。",
    ),
    "other-direction": edit(
        "torch.logsumexp(products, dim=1)",
        "torch.logsumexp(products, dim=0)",
        "Each positive looks for its anchor; it is the anchor that looks for its positive.",
        "成了正例去找锚点；应当是锚点去找正例。",
    ),
    "both-directions": edit(
        "torch.logsumexp(products, dim=1)",
        "(torch.logsumexp(products, dim=1) + torch.logsumexp(products, dim=0)) / 2",
        "Both directions are averaged, as in CLIP; only anchors look for positives.",
        "两个方向取了平均（CLIP 那样）；只有锚点去找正例。",
    ),
    "lengths-missing": edit(
        "first.mean() + self.l2 * lengths.mean()",
        "first.mean() + 0 * lengths.mean()",
        "The penalty is missing: the lengths grow without end.",
        "少了惩罚项：向量会无限变长。",
    ),
    "lengths-not-squared": edit(
        "anchors.square().sum(dim=1) + positives.square().sum(dim=1)",
        "anchors.norm(dim=1) + positives.norm(dim=1)",
        "The lengths are not squared.",
        "长度没有平方。",
    ),
    "lengths-of-anchors": edit(
        "anchors.square().sum(dim=1) + positives.square().sum(dim=1)",
        "anchors.square().sum(dim=1)",
        "Only the anchors are penalised.",
        "只惩罚了锚点的长度。",
    ),
}
