"""CosFace: cross-entropy on scaled cosines, with a margin off the true class's cosine.

Wang et al.: CosFace (2018), equation 4."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyCosFaceLoss(nn.Module):
    """CosFace of vectors [N, D] against class weights [C, D] and class ids [N]."""

    def __init__(self, scale: float, margin: float) -> None:
        super().__init__()
        self.scale = scale
        self.margin = margin

    def forward(self, vectors: Tensor, weights: Tensor, labels: Tensor) -> Tensor:
        cosines = F.normalize(vectors, dim=1) @ F.normalize(weights, dim=1).T
        true = F.one_hot(labels, weights.shape[0])
        logits = self.scale * (cosines - self.margin * true)
        picked = logits.log_softmax(dim=1).gather(1, labels.unsqueeze(1))
        return -picked.mean()


def oracle(
    vectors: Tensor, weights: Tensor, labels: Tensor, *, scale: float, margin: float
) -> Tensor:
    """Sample by sample, from what the other classes lack to the true one."""
    rows = []
    for x, label in zip(vectors, labels.tolist(), strict=True):
        cosines = (weights @ x) / (x.norm() * weights.norm(dim=1))
        others = [j for j in range(len(weights)) if j != label]
        gaps = scale * (cosines[others] - cosines[label] + margin)
        rows.append(torch.log1p(gaps.exp().sum()) + 0 * cosines.sum())
    return torch.stack(rows).mean()


WRONG = {
    "added-to-the-angle": edit(
        "cosines - self.margin * true",
        "torch.cos(torch.acos(cosines.clamp(-1 + 1e-7, 1 - 1e-7)) + self.margin * true)",
        "The margin is added to the angle: that is ArcFace. CosFace takes it off the cosine.",
        "间隔加在了夹角上：那是 ArcFace。CosFace 从余弦里减。",
    ),
    "after-the-scale": edit(
        "self.scale * (cosines - self.margin * true)",
        "self.scale * cosines - self.margin * true",
        "The margin comes off after the scale, where it is next to nothing.",
        "先放大再减间隔，间隔就微不足道了。",
    ),
    "margin-added": edit(
        "cosines - self.margin * true",
        "cosines + self.margin * true",
        "The margin is added: the true class becomes easier, not harder.",
        "间隔是加上去的：真实类别反而变容易了。",
    ),
    "margin-everywhere": edit(
        "cosines - self.margin * true",
        "cosines - self.margin + 0 * true",
        "All classes lose the margin, which a softmax does not notice.",
        "所有类别都减了间隔，softmax 根本察觉不到。",
    ),
    "margin-multiplied": edit(
        "cosines - self.margin * true",
        "cosines * (1 - self.margin * true)",
        "The cosine is scaled down by the margin: below 0 that makes it larger.",
        "把余弦按间隔缩小了：余弦为负时反而变大。",
    ),
    "weights-not-normalised": edit(
        "F.normalize(weights, dim=1)",
        "weights",
        "The weights are not normalised, so frequent classes grow long ones.",
        "权重没有归一化，常见类别的权重会越来越长。",
    ),
    "vectors-not-normalised": edit(
        "F.normalize(vectors, dim=1)",
        "vectors",
        "The embeddings are not normalised: their length takes the place of the scale.",
        "嵌入没有归一化：长度代替了放大系数。",
    ),
    "scale-missing": edit(
        "self.scale * (cosines - self.margin * true)",
        "(cosines - self.margin * true)",
        "The scale is missing: cosines alone never let a softmax be sure.",
        "少了放大系数：光靠余弦，softmax 永远不会有把握。",
    ),
}
