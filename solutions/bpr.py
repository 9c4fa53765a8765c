"""Bayesian personalised ranking with a penalty on squared lengths, mean over triples.

Rendle, Freudenthaler, Gantner, Schmidt-Thieme: BPR (2009)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyBPRLoss(nn.Module):
    """BPR of the vectors [N, D] of users, items they chose and items they did not."""

    def __init__(self, l2: float) -> None:
        super().__init__()
        self.l2 = l2

    def forward(self, users: Tensor, liked: Tensor, others: Tensor) -> Tensor:
        lead = (users * (liked - others)).sum(dim=1)
        lengths = (users.square() + liked.square() + others.square()).sum(dim=1)
        return F.softplus(-lead).mean() + self.l2 * lengths.mean()


def oracle(users: Tensor, liked: Tensor, others: Tensor, *, l2: float) -> Tensor:
    """As a choice between two items: cross-entropy of both scores with the first."""
    items = torch.stack([liked, others], dim=1)
    scores = torch.einsum("nkd,nd->nk", items, users)
    chosen = torch.zeros(len(users), dtype=torch.int64)
    weight = torch.cat([users, liked, others]).pow(2).sum() / len(users)
    return F.cross_entropy(scores, chosen) + l2 * weight


WRONG = {
    "order-reversed": edit(
        "F.softplus(-lead)",
        "F.softplus(lead)",
        "The items have each other's place: what was not chosen is recommended.",
        "两个物品对调了：推荐的是没选过的。",
    ),
    "logarithm-missing": edit(
        "F.softplus(-lead)",
        "-torch.sigmoid(lead)",
        "The logarithm is missing: a pair far out of order has no gradient left.",
        "少了对数：次序错得离谱的一对反而没有梯度。",
    ),
    "hinge": edit(
        "F.softplus(-lead)",
        "torch.relu(1 - lead)",
        "That is a hinge with a margin of 1; BPR is logistic.",
        "这是间隔为 1 的合页；BPR 用的是 logistic。",
    ),
    "each-score-alone": edit(
        "F.softplus(-lead)",
        "(F.softplus(-(users * liked).sum(dim=1)) + F.softplus((users * others).sum(dim=1)) + 0 * lead)",
        "Each item is classified alone, as in BCE; only the difference of both scores counts.",
        "两个物品各自做了二分类（BCE）；这里只看打分之差。",
    ),
    "lengths-missing": edit(
        "+ self.l2 * lengths.mean()",
        "+ 0 * lengths.mean()",
        "The penalty is missing: the vectors grow without end.",
        "少了惩罚项：向量会无限变长。",
    ),
    "lengths-halved": edit(
        "self.l2 * lengths.mean()",
        "self.l2 * lengths.mean() / 2",
        "There is a half in front of the lengths, as in LightGCN's code; here there is none.",
        "长度前带了二分之一（LightGCN 的代码那样）；这里没有。",
    ),
    "lengths-averaged": edit(
        "(users.square() + liked.square() + others.square()).sum(dim=1)",
        "(users.square() + liked.square() + others.square()).mean(dim=1)",
        "The squares are averaged over the dimensions; a length sums them.",
        "平方对维度取了平均；长度应当求和。",
    ),
    "lengths-of-items": edit(
        "(users.square() + liked.square() + others.square())",
        "(liked.square() + others.square())",
        "The users are not penalised.",
        "没有惩罚用户的向量。",
    ),
}
