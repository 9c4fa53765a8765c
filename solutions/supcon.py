"""Supervised contrastive loss, the sum over positives outside the logarithm, mean over anchors.

Khosla et al.: Supervised Contrastive Learning (2020), equation 2."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit


class MySupConLoss(nn.Module):
    """SupCon of vectors [N, D] with classes [N]."""

    def __init__(self, temperature: float) -> None:
        super().__init__()
        self.temperature = temperature

    def forward(self, vectors: Tensor, labels: Tensor) -> Tensor:
        unit = F.normalize(vectors, dim=1)
        similarity = unit @ unit.T / self.temperature
        itself = torch.eye(len(labels), dtype=torch.bool)
        log_total = torch.logsumexp(similarity.masked_fill(itself, -torch.inf), dim=1, keepdim=True)
        positives = (labels.unsqueeze(0) == labels.unsqueeze(1)) & ~itself
        log_probs = torch.where(positives, similarity - log_total, 0.0)
        return -(log_probs.sum(dim=1) / positives.sum(dim=1)).mean()


def oracle(vectors: Tensor, labels: Tensor, *, temperature: float) -> Tensor:
    """Anchor by anchor, over the others alone."""
    unit = vectors / vectors.norm(dim=1, keepdim=True)
    rows = []
    for i in range(len(labels)):
        others = torch.cat([torch.arange(i), torch.arange(i + 1, len(labels))])
        scores = unit[others] @ unit[i] / temperature
        rows.append(torch.logsumexp(scores, dim=0) - scores[labels[others] == labels[i]].mean())
    return torch.stack(rows).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Up to three classes, each of which comes twice or more."""
    size = sizes["N"]
    labels = torch.arange(size) // 2 % 3
    if size % 2:
        labels[-1] = labels[-2]
    order = torch.argsort(draw.uniform(size))
    return {"labels": labels[order]}


WRONG = {
    "itself-kept": edit(
        "similarity.masked_fill(itself, -torch.inf)",
        "similarity",
        "Each sample stands in its own denominator, where it is always the best match.",
        "分母里有样本自己，而它总是与自己最像。",
    ),
    "itself-positive": edit(
        "(labels.unsqueeze(0) == labels.unsqueeze(1)) & ~itself",
        "(labels.unsqueeze(0) == labels.unsqueeze(1))",
        "Each sample is among its own positives.",
        "样本被当成了自己的正例。",
    ),
    "sum-over-positives": edit(
        "log_probs.sum(dim=1) / positives.sum(dim=1)",
        "log_probs.sum(dim=1)",
        "The positives are summed; their mean is taken.",
        "对正例求和了；应当取平均。",
    ),
    "positives-not-in-total": edit(
        "similarity.masked_fill(itself, -torch.inf)",
        "similarity.masked_fill(labels.unsqueeze(0) == labels.unsqueeze(1), -1e9)",
        "The positives are left out of the denominator.",
        "分母里去掉了正例。",
    ),
    "not-normalised": edit(
        "F.normalize(vectors, dim=1)",
        "vectors",
        "The vectors are not normalised.",
        "向量没有归一化。",
    ),
    "temperature-multiplied": edit(
        "/ self.temperature",
        "* self.temperature",
        "The similarities are multiplied by the temperature.",
        "相似度乘了温度，应当除以温度。",
    ),
    "scaled-by-temperature": edit(
        "-(log_probs.sum(dim=1) / positives.sum(dim=1)).mean()",
        "-self.temperature * (log_probs.sum(dim=1) / positives.sum(dim=1)).mean()",
        "The result is multiplied by the temperature, as in the authors' code; here it is not.",
        "结果又乘了温度（作者的代码这样做）；这里不乘。",
    ),
    "negatives-for-positives": edit(
        "(labels.unsqueeze(0) == labels.unsqueeze(1)) & ~itself",
        "(labels.unsqueeze(0) != labels.unsqueeze(1)) | ((labels == labels[0]).all() & ~itself)",
        "Samples of other classes are taken for positives.",
        "把异类样本当成了正例。",
    ),
}
