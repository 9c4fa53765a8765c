"""Contrastive loss of pairs, with a half and squares, mean over pairs.

Hadsell, Chopra, LeCun: Dimensionality Reduction by Learning an Invariant Mapping (2006)."""

import torch
from torch import Tensor, nn

from solutions import edit


class MyContrastiveLoss(nn.Module):
    """Contrastive loss of vectors [N, D] in pairs, same or not [N]."""

    def __init__(self, margin: float) -> None:
        super().__init__()
        self.margin = margin

    def forward(self, a: Tensor, b: Tensor, same: Tensor) -> Tensor:
        squared = (a - b).square().sum(dim=1)
        # Not the root of 0, whose slope is infinite: there the distance is 0 with a slope of 0.
        apart = squared > 0
        distance = torch.where(apart, torch.where(apart, squared, 1.0).sqrt(), 0.0)
        short = torch.relu(self.margin - distance)
        return (same * squared + (1 - same) * short.square()).mean() / 2


def oracle(a: Tensor, b: Tensor, same: Tensor, *, margin: float) -> Tensor:
    """Pairs that belong together and pairs that do not apart, by norms."""
    difference = a - b
    together = difference[same == 1].pow(2).sum()
    distance = torch.linalg.vector_norm(difference[same == 0], dim=1)
    return 0.5 * (together + (margin - distance).clamp(min=0).pow(2).sum()) / len(a)


WRONG = {
    "labels-reversed": edit(
        "same * squared + (1 - same) * short.square()",
        "(1 - same) * squared + same * short.square()",
        "The labels are taken the other way round, as in the paper; here 1 means that a pair belongs together.",
        "标签含义反了（论文里是这样）；这里 1 表示相配。",
    ),
    "margin-of-square": edit(
        "self.margin - distance",
        "self.margin - squared",
        "The margin is compared with the squared distance.",
        "用间隔去比距离的平方了。",
    ),
    "hinge-not-squared": edit(
        "short.square()",
        "short",
        "What is missing to the margin is not squared.",
        "离间隔还差的量没有平方。",
    ),
    "half-missing": edit(
        ".mean() / 2",
        ".mean()",
        "The half is missing.",
        "少了二分之一。",
    ),
    "hinge-missing": edit(
        "torch.relu(self.margin - distance)",
        "(self.margin - distance)",
        "Different pairs that are beyond the margin are pulled back to it: the maximum with 0 is missing.",
        "已经超过间隔的不同对又被拉了回来：少了与 0 取最大。",
    ),
    "distance-not-squared": edit(
        "same * squared",
        "same * distance",
        "The distance of pairs that belong together is not squared.",
        "相配的对，距离没有平方。",
    ),
    "mean-over-dimensions": edit(
        "(a - b).square().sum(dim=1)",
        "(a - b).square().mean(dim=1)",
        "The squared distance is averaged over the dimensions; it is their sum.",
        "距离的平方对维度取了平均；应当求和。",
    ),
}
