"""Batch-hard triplet loss with plain distances, mean over the samples that have a positive.

Hermans, Beyer, Leibe: In Defense of the Triplet Loss for Person Re-Identification (2017)."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyBatchHardTripletLoss(nn.Module):
    """Batch-hard triplet loss of vectors [N, D] with classes [N]."""

    def __init__(self, margin: float) -> None:
        super().__init__()
        self.margin = margin

    def forward(self, vectors: Tensor, labels: Tensor) -> Tensor:
        squared = (vectors.unsqueeze(1) - vectors.unsqueeze(0)).square().sum(dim=2)
        # Not the root of 0, whose slope is infinite: a gradient of 0 times that is nan.
        itself = torch.eye(len(labels), dtype=torch.bool)
        distance = torch.where(itself, 0.0, torch.where(itself, 1.0, squared).sqrt())
        same = labels.unsqueeze(0) == labels.unsqueeze(1)
        farthest = distance.masked_fill(~same, -torch.inf).amax(dim=1)
        nearest = distance.masked_fill(same, torch.inf).amin(dim=1)
        violation = torch.relu(farthest - nearest + self.margin)
        anchors = same.sum(dim=1) > 1
        return violation[anchors].sum() / anchors.sum().clamp(min=1)


def oracle(vectors: Tensor, labels: Tensor, *, margin: float) -> Tensor:
    """Anchor by anchor, over every pair of a positive and a negative: the largest of them."""
    costs = []
    for i, label in enumerate(labels):
        others = torch.arange(len(labels)) != i
        positives = vectors[others & (labels == label)]
        if len(positives):
            near = torch.linalg.vector_norm(positives - vectors[i], dim=1)
            far = torch.linalg.vector_norm(vectors[labels != label] - vectors[i], dim=1)
            costs.append((near[:, None] - far[None, :] + margin).max().clamp(min=0))
    return torch.stack(costs).mean() if costs else 0 * vectors.sum()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Two classes or more, and from three samples on one of them twice; the rest as it falls."""
    size = sizes["N"]
    labels = draw.whole(0, 2, size)
    labels[1] = (labels[0] + draw.whole(1, 2)) % 3
    if size > 2:
        labels[2] = labels[0]
    return {"labels": labels[torch.argsort(draw.uniform(size))]}


def _all_triplets(vectors: Tensor, labels: Tensor, *, margin: float) -> Tensor:
    distance = torch.cdist(vectors, vectors)
    same = labels.unsqueeze(0) == labels.unsqueeze(1)
    positive = same & ~torch.eye(len(labels), dtype=torch.bool)
    every = torch.relu(distance.unsqueeze(2) - distance.unsqueeze(1) + margin)
    return every[positive.unsqueeze(2) & ~same.unsqueeze(1)].mean()


WRONG = {
    "all-triplets": instead(
        _all_triplets,
        "All triplets of the batch are averaged; only the hardest of each anchor counts.",
        "对批次里的所有三元组取了平均；每个锚点只算最难的那一个。",
    ),
    "easiest-negative": edit(
        "distance.masked_fill(same, torch.inf).amin(dim=1)",
        "distance.masked_fill(same, -torch.inf).amax(dim=1)",
        "The farthest negative is taken: that is the easiest one.",
        "取了最远的负例，那是最容易的一个。",
    ),
    "masked-with-zero": edit(
        "distance.masked_fill(same, torch.inf)",
        "distance.masked_fill(same, 0.0)",
        "What is no negative is masked with 0, and the minimum finds just that.",
        "不是负例的位置填了 0，最小值取到的正是它。",
    ),
    "itself-nearest": edit(
        "distance.masked_fill(~same, -torch.inf).amax(dim=1)",
        "distance.masked_fill(~same, torch.inf).amin(dim=1)",
        "The nearest of the own class is taken, which is the sample itself, at a distance of 0.",
        "取了最近的同类，那就是样本自己，距离为 0。",
    ),
    "squared-distances": edit(
        "farthest - nearest + self.margin",
        "farthest.square() - nearest.square() + self.margin",
        "The distances are squared, as in FaceNet; here they are not.",
        "像 FaceNet 那样用了距离的平方；这里不平方。",
    ),
    "alone-counted": edit(
        "violation[anchors].sum() / anchors.sum().clamp(min=1)",
        "violation.mean()",
        "Samples that are alone in their class count as anchors, with themselves for a positive.",
        "独自一类的样本也当了锚点，把自己当成了正例。",
    ),
    "only-violations-counted": edit(
        "anchors.sum().clamp(min=1)",
        "(anchors & (violation > 0)).sum().clamp(min=1)",
        "The mean is over the anchors that cost something: the loss stays large when most are right.",
        "只对有代价的锚点取了平均：大多数已经分对时，损失仍然很大。",
    ),
    "hinge-missing": edit(
        "torch.relu(farthest - nearest + self.margin)",
        "(farthest - nearest + self.margin)",
        "The maximum with 0 is missing: anchors that are right go on pushing.",
        "少了与 0 取最大：已经分对的锚点仍在继续推。",
    ),
}
