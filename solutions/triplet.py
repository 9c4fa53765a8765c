"""Triplet margin loss with plain distances, mean over triplets."""

import torch
from torch import Tensor, nn

from solutions import edit, instead


class MyTripletLoss(nn.Module):
    """Triplet loss of anchors, positives and negatives [N, D]."""

    def __init__(self, margin: float) -> None:
        super().__init__()
        self.margin = margin

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        near = torch.linalg.vector_norm(anchor - positive, dim=1)
        far = torch.linalg.vector_norm(anchor - negative, dim=1)
        violation = near - far + self.margin
        return torch.relu(violation).mean()


def oracle(anchor: Tensor, positive: Tensor, negative: Tensor, *, margin: float) -> Tensor:
    """From sums of squares."""
    near = (anchor - positive).pow(2).sum(-1).sqrt()
    far = (anchor - negative).pow(2).sum(-1).sqrt()
    return (margin + near - far).clamp(min=0).sum() / anchor.shape[0]


def _mean_first(anchor: Tensor, positive: Tensor, negative: Tensor, *, margin: float) -> Tensor:
    near, far = (anchor - positive).norm(dim=1), (anchor - negative).norm(dim=1)
    return torch.relu((near - far + margin).mean())


WRONG = {
    "squared-distances": edit(
        "near - far + self.margin",
        "near.square() - far.square() + self.margin",
        "The distances are squared, as in FaceNet; here they are not.",
        "像 FaceNet 那样用了距离的平方；这里不平方。",
    ),
    "roles-exchanged": edit(
        "near - far + self.margin",
        "far - near + self.margin",
        "Positive and negative have each other's place: the negative is pulled near.",
        "正例与负例的位置对调了：负例反而被拉近。",
    ),
    "margin-subtracted": edit(
        "+ self.margin",
        "- self.margin",
        "The margin is subtracted: triplets are let off before they are told apart.",
        "间隔减去了：还没分开的三元组就被放过了。",
    ),
    "hinge-missing": edit(
        "torch.relu(violation).mean()",
        "violation.mean()",
        "The maximum with 0 is missing: triplets that are right go on pushing.",
        "少了与 0 取最大：已经分对的三元组仍在继续推。",
    ),
    "mean-first": instead(
        _mean_first,
        "The maximum with 0 is taken of the mean: triplets that are right make up for others.",
        "对平均值取了与 0 的最大：分对的三元组会抵消分错的。",
    ),
    "mean-over-dimensions": edit(
        "torch.linalg.vector_norm(anchor - positive, dim=1)",
        "(anchor - positive).square().mean(dim=1).sqrt()",
        "The squares are averaged over the dimensions before the root; a distance sums them.",
        "开方之前对维度取了平均；距离应当求和。",
    ),
    "negative-of-positive": edit(
        "anchor - negative",
        "positive - negative",
        "The distance to the negative is measured from the positive, not from the anchor.",
        "负例的距离是从正例量的，应当从锚点量。",
    ),
}
