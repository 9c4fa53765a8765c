"""Complete IoU loss of boxes, pair by pair; its trade-off is a constant for the gradient.

Zheng, Wang, Liu, Li, Ye, Ren: Distance-IoU Loss (2020)."""

import math

import torch
from torch import Tensor

from solutions import Draw, edit


def ciou_loss(a: Tensor, b: Tensor) -> Tensor:
    """CIoU loss [N] of boxes [N, 4] as x1, y1, x2, y2."""
    size_a, size_b = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    inner = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0)
    intersection = inner.prod(dim=1)
    overlap = intersection / (size_a.prod(dim=1) + size_b.prod(dim=1) - intersection)
    between = (a[:, :2] + a[:, 2:] - b[:, :2] - b[:, 2:]) / 2
    outer = torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])
    away = between.square().sum(dim=1) / outer.square().sum(dim=1)
    angle_a = torch.atan(size_a[:, 0] / size_a[:, 1])
    angle_b = torch.atan(size_b[:, 0] / size_b[:, 1])
    shape = 4 / math.pi**2 * (angle_b - angle_a).square()
    weight = (shape / (1 - overlap + shape)).detach()
    return 1 - overlap + away + weight * shape


def oracle(a: Tensor, b: Tensor) -> Tensor:
    """Pair by pair from centres and sides; the angle between two diagonals by the formula for the
    tangent of a difference, and the weight as a plain number."""
    rows = []
    for one, other in zip(a, b, strict=True):
        middle_1, middle_2 = one.reshape(2, 2).mean(0), other.reshape(2, 2).mean(0)
        (w1, h1), (w2, h2) = (box.reshape(2, 2).diff(dim=0)[0].unbind() for box in (one, other))
        gap = (middle_1 - middle_2).abs()
        half = torch.stack((w1 + w2, h1 + h2)) / 2
        least = torch.stack((torch.minimum(w1, w2), torch.minimum(h1, h2)))
        most = torch.stack((torch.maximum(w1, w2), torch.maximum(h1, h2)))
        inter = torch.minimum(least, torch.relu(half - gap)).prod()
        iou = inter / (w1 * h1 + w2 * h2 - inter)
        hull = torch.maximum(most, half + gap)
        angle = torch.atan2(w2 * h1 - w1 * h2, h1 * h2 + w1 * w2)
        v = (2 * angle / math.pi) ** 2
        alpha = v.item() / (1 - iou.item() + v.item())
        rows.append(1 - iou + (gap**2).sum() / (hull**2).sum() + alpha * v)
    return torch.stack(rows)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Boxes anywhere, and some close to their partners: two drawn apart hardly ever overlap by
    more than a half."""
    first, second = draw.kind("boxes", sizes["N"], 4), draw.kind("boxes", sizes["N"], 4)
    sides = (first[:, 2:] - first[:, :2]).repeat(1, 2)
    near = first + draw.uniform(sizes["N"], 4, low=-0.15, high=0.15) * sides
    return {"a": first, "b": torch.where(draw.coin(sizes["N"], 1, chance=0.4), near, second)}


WRONG = {
    "weight-differentiated": edit(
        "(shape / (1 - overlap + shape)).detach()",
        "shape / (1 - overlap + shape)",
        "The weight is differentiated too; it is a constant for the gradient, else the loss could be lowered by lowering the weight.",
        "权重也参与了求导；它对梯度来说应是常数，否则减小权重就能降低损失。",
    ),
    "shape-constant": edit(
        "weight * shape",
        "(weight * shape).detach()",
        "The whole term for the shape is a constant: it has a value and corrects no aspect ratio.",
        "整个形状项都成了常数：有数值，却纠正不了宽高比。",
    ),
    "weight-missing": edit(
        "+ weight * shape",
        "+ shape",
        "The term for the shape has no weight: it pulls as hard while the boxes are still far apart.",
        "形状项没有乘权重：两框还离得很远时，它也一样用力。",
    ),
    "weight-of-the-iou": edit(
        "1 - overlap + shape)).detach()",
        "overlap + shape)).detach()",
        "IoU stands in the weight where 1 − IoU belongs: it falls as the boxes come closer.",
        "权重里用了 IoU，应当是 1 − IoU：框越接近它反而越小。",
    ),
    "only-near": edit(
        "+ weight * shape",
        "+ weight * shape * (overlap >= 0.5)",
        "The term is left out where the IoU is below 0.5, as in the later version; here it counts for every pair.",
        "IoU 小于 0.5 时去掉了形状项，那是后来的版本；这里每一对都算。",
    ),
    "ratios-for-angles": edit(
        "(angle_b - angle_a)",
        "(torch.tan(angle_b) - torch.tan(angle_a))",
        "The ratios themselves are compared; the arctangent is missing, and a narrow box rules the loss.",
        "比较的是宽高比本身，少了反正切：一个很窄的框就能主导损失。",
    ),
    "factor-of-pi": edit(
        "4 / math.pi**2",
        "4 / math.pi",
        "The factor is 4/π; it is 4/π², the square of what brings an angle into the range from 0 to 1.",
        "系数写成了 4/π；应当是 4/π²，即把角度化到 0 到 1 的系数的平方。",
    ),
    "distance-missing": edit(
        "1 - overlap + away + weight",
        "1 - overlap + 0 * away + weight",
        "The distance of the centres is missing: boxes that do not meet are not drawn together.",
        "少了中心距离：不相交的框不会被拉近。",
    ),
    "shape-missing": edit(
        "+ weight * shape",
        "+ 0 * weight * shape",
        "The term for the shape is missing: this is DIoU.",
        "少了形状项：这是 DIoU。",
    ),
}
