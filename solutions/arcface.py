"""ArcFace: cross-entropy on scaled cosines with a margin added to the true class's angle.

Deng, Guo, Xue, Zafeiriou: ArcFace (2019), equation 3, without a correction past pi."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyArcFaceLoss(nn.Module):
    """ArcFace of vectors [N, D] against class weights [C, D] and class ids [N]."""

    def __init__(self, scale: float, margin: float) -> None:
        super().__init__()
        self.scale = scale
        self.margin = margin

    def forward(self, vectors: Tensor, weights: Tensor, labels: Tensor) -> Tensor:
        cosines = F.normalize(vectors, dim=1) @ F.normalize(weights, dim=1).T
        sines = (1 - cosines.square()).clamp(min=1e-12).sqrt()
        shifted = cosines * math.cos(self.margin) - sines * math.sin(self.margin)
        true = F.one_hot(labels, weights.shape[0]).bool()
        logits = self.scale * torch.where(true, shifted, cosines)
        picked = logits.log_softmax(dim=1).gather(1, labels.unsqueeze(1))
        return -picked.mean()


def oracle(
    vectors: Tensor, weights: Tensor, labels: Tensor, *, scale: float, margin: float
) -> Tensor:
    """Sample by sample, by the angles themselves."""
    rows = []
    for x, label in zip(vectors, labels.tolist(), strict=True):
        lengths = x.norm() * weights.norm(dim=1)
        angles = torch.acos((weights @ x) / lengths)
        others = [j for j in range(len(weights)) if j != label]
        gaps = scale * (angles[others].cos() - torch.cos(angles[label] + margin))
        rows.append(torch.log1p(gaps.exp().sum()))
    return torch.stack(rows).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Angles to the true class of 20 degrees or more from 0 and pi, where float32 can tell them,
    and at times vectors or weights that are all short."""
    count, classes, dims = sizes["N"], sizes["C"], sizes["D"]
    weights = draw.kind("values", classes, dims)
    labels = draw.whole(0, classes - 1, count)
    vectors = draw.kind("values", count, dims)
    for _ in range(60):
        close = F.cosine_similarity(vectors, weights[labels]).abs() > math.cos(math.radians(20))
        vectors = torch.where(close.unsqueeze(1), draw.kind("values", count, dims), vectors)
    # not both: beside entries of ±3 they would all point along the diagonals
    lengths = [(1.0, 1.0), (0.01, 1.0), (1.0, 0.01)][int(draw.whole(0, 2))]
    return {"vectors": lengths[0] * vectors, "weights": lengths[1] * weights, "labels": labels}


def _unnormalised(
    vectors: Tensor, weights: Tensor, labels: Tensor, *, scale: float, margin: float
) -> Tensor:
    lengths = vectors.norm(dim=1, keepdim=True)
    cosines = vectors @ weights.T / (lengths * weights.norm(dim=1))
    shifted = torch.cos(torch.acos(cosines) + margin)
    true = F.one_hot(labels, weights.shape[0]).bool()
    return -(lengths * torch.where(true, shifted, cosines)).log_softmax(dim=1)[true].mean()


WRONG = {
    "margin-outside": edit(
        "cosines * math.cos(self.margin) - sines * math.sin(self.margin)",
        "cosines - self.margin + 0 * sines",
        "The margin is taken from the cosine: that is CosFace. ArcFace adds it to the angle.",
        "间隔是从余弦里减的：那是 CosFace。ArcFace 把它加在夹角上。",
    ),
    "margin-subtracted": edit(
        "- sines * math.sin(self.margin)",
        "+ sines * math.sin(self.margin)",
        "The margin is taken from the angle: the true class becomes easier, not harder.",
        "夹角减去了间隔：真实类别反而变容易了。",
    ),
    "margin-everywhere": edit(
        "torch.where(true, shifted, cosines)",
        "torch.where(true, shifted, shifted)",
        "All classes get the margin; only the true one does.",
        "所有类别都加了间隔；只有真实类别该加。",
    ),
    "margin-on-the-others": edit(
        "torch.where(true, shifted, cosines)",
        "torch.where(true, cosines, shifted)",
        "The margin is on the other classes and not on the true one.",
        "间隔加在了其他类别上，真实类别反而没有。",
    ),
    "degrees": edit(
        "cosines * math.cos(self.margin) - sines * math.sin(self.margin)",
        "cosines * math.cos(math.radians(self.margin)) - sines * math.sin(math.radians(self.margin))",
        "The margin is taken for degrees; it is in radians.",
        "把间隔当成了角度；它的单位是弧度。",
    ),
    "weights-not-normalised": edit(
        "F.normalize(weights, dim=1)",
        "F.normalize(weights, dim=1, p=1)",
        "The weights are not divided by their Euclidean length, so no product is a cosine.",
        "权重没有除以欧氏长度，乘积就不是余弦。",
    ),
    "length-for-scale": instead(
        _unnormalised,
        "The length of the embedding stands where the scale belongs: the vectors have to be normalised.",
        "该用放大系数的地方用了嵌入的长度：嵌入应当先归一化。",
    ),
    "scale-missing": edit(
        "self.scale * torch.where(true, shifted, cosines)",
        "torch.where(true, shifted, cosines)",
        "The scale is missing: cosines alone never let a softmax be sure.",
        "少了放大系数：光靠余弦，softmax 永远不会有把握。",
    ),
}
