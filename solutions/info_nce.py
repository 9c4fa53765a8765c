"""InfoNCE with in-batch negatives, queries to keys, mean over queries."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyInfoNCE(nn.Module):
    """InfoNCE of queries and keys [N, D], matched row by row."""

    def __init__(self, temperature: float) -> None:
        super().__init__()
        self.temperature = temperature

    def forward(self, queries: Tensor, keys: Tensor) -> Tensor:
        q, k = F.normalize(queries, dim=1), F.normalize(keys, dim=1)
        similarity = q @ k.T / self.temperature
        log_probs = torch.log_softmax(similarity, dim=1)
        return -log_probs.diagonal().mean()


def oracle(queries: Tensor, keys: Tensor, *, temperature: float) -> Tensor:
    """From norms, by cross-entropy of the diagonal."""
    cosines = (queries @ keys.T) / (queries.norm(dim=1)[:, None] * keys.norm(dim=1)[None, :])
    return F.cross_entropy(cosines / temperature, torch.arange(len(queries)))


WRONG = {
    "not-normalised": edit(
        "F.normalize(queries, dim=1), F.normalize(keys, dim=1)",
        "queries, keys",
        "The vectors are not normalised: long ones win whatever their direction.",
        "没有归一化：不管方向如何，长的向量总占便宜。",
    ),
    "keys-to-queries": edit(
        "torch.log_softmax(similarity, dim=1)",
        "torch.log_softmax(similarity, dim=0)",
        "The softmax runs over the queries: each key looks for its query.",
        "softmax 沿查询计算了：变成每个键去找查询。",
    ),
    "temperature-multiplied": edit(
        "/ self.temperature",
        "* self.temperature",
        "The similarities are multiplied by the temperature.",
        "相似度乘了温度，应当除以温度。",
    ),
    "temperature-ignored": edit(
        "q @ k.T / self.temperature",
        "q @ k.T",
        "The temperature is left out.",
        "漏掉了温度。",
    ),
    "mean-over-all": edit(
        "log_probs.diagonal().mean()",
        "log_probs.mean()",
        "Every key counts as right for every query.",
        "把每个键都当成了每个查询的正确答案。",
    ),
    "self-excluded": edit(
        "torch.log_softmax(similarity, dim=1)",
        "similarity - torch.logsumexp(similarity.masked_fill(torch.eye(len(q), dtype=torch.bool), -1e4), dim=1, keepdim=True)",
        "The own key is left out of the denominator, as in the decoupled loss (DCL); here it stands in it.",
        "分母里去掉了自己的键，那是 DCL 的做法；这里应当保留。",
    ),
    "symmetric": edit(
        "-log_probs.diagonal().mean()",
        "-(log_probs.diagonal().mean() + torch.log_softmax(similarity, dim=0).diagonal().mean()) / 2",
        "Both directions are averaged, as in CLIP; here queries look for keys only.",
        "像 CLIP 那样对两个方向取了平均；这里只算查询到键。",
    ),
    "logarithm-missing": edit(
        "torch.log_softmax(similarity, dim=1)",
        "torch.softmax(similarity, dim=1)",
        "The logarithm is missing.",
        "少了对数。",
    ),
}
