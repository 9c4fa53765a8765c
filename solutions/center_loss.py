"""Center loss: half the squared distance to the center of the own class, mean over the batch.

Wen, Zhang, Li, Qiao: A Discriminative Feature Learning Approach for Deep Face Recognition (2016),
equation 2, divided by the size of the batch."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def center_loss(vectors: Tensor, centers: Tensor, labels: Tensor) -> Tensor:
    """Center loss of embeddings [N, D] with labels [N] and a center a class [C, D]."""
    own = centers[labels]
    distance = (vectors - own).square().sum(dim=1)
    return distance.mean() / 2


def oracle(vectors: Tensor, centers: Tensor, labels: Tensor) -> Tensor:
    """Class by class, each with PyTorch's own error against its center."""
    total = torch.zeros((), dtype=vectors.dtype)
    for number, center in enumerate(centers):
        members = vectors[labels == number]
        total = total + F.mse_loss(members, center.expand_as(members), reduction="sum")
    return total / (2 * len(vectors))


WRONG = {
    "mean-over-dimensions": edit(
        ".sum(dim=1)",
        ".mean(dim=1)",
        "The dimensions are averaged; a squared distance is a sum over them.",
        "对维度取了平均；距离的平方应当对维度求和。",
    ),
    "half-missing": edit(
        "distance.mean() / 2",
        "distance.mean()",
        "The half is missing, and the loss is twice as large.",
        "少了二分之一，损失大了一倍。",
    ),
    "all-centers": edit(
        "(vectors - own).square().sum(dim=1)",
        "(vectors[:, None] - centers + 0 * own[:, None]).square().sum(dim=(1, 2))",
        "Each sample is drawn to all centers; only that of its own class counts.",
        "每个样本都被拉向所有中心；只有自己类别的中心才算。",
    ),
    "centers-constant": edit(
        "centers[labels]",
        "centers[labels].detach() + 0 * centers[labels]",
        "The centers are constants for the gradient: they would never move to where their samples are.",
        "中心成了梯度的常数：它们永远不会移到样本所在之处。",
    ),
    "vectors-constant": edit(
        "(vectors - own)",
        "(vectors.detach() - own + 0 * vectors)",
        "The embeddings are constants for the gradient: only the centers would learn.",
        "嵌入成了梯度的常数：只有中心在学习。",
    ),
    "not-squared": edit(
        "(vectors - own).square().sum(dim=1)",
        "((vectors - own).square().sum(dim=1) + 1e-12).sqrt()",
        "The distance is not squared.",
        "距离没有平方。",
    ),
    "center-of-the-batch": edit(
        "centers[labels]",
        "0 * centers[labels] + (F.one_hot(labels, len(centers)).to(vectors).T @ vectors / F.one_hot(labels, len(centers)).sum(0).clamp(min=1).unsqueeze(1))[labels]",
        "The centers are worked out from the batch; they are given, and are learned over the whole training.",
        "中心是由当前批次算出来的；中心是给定的参数，在整个训练中学习得到。",
    ),
    "mean-of-classes": edit(
        "distance.mean()",
        "(distance / torch.bincount(labels)[labels]).sum() / len(labels.unique())",
        "Every class counts the same; the mean is over samples, however they are spread over classes.",
        "让每个类别同等重要；应当对样本取平均，不论它们怎样分布在各类别。",
    ),
}
