"""Intersection over union of all pairs of two sets of boxes."""

import torch
from torch import Tensor

from solutions import edit


def iou_matrix(a: Tensor, b: Tensor) -> Tensor:
    """IoU [N, M] of boxes [N, 4] and [M, 4] as x1, y1, x2, y2."""
    begin = torch.maximum(a[:, None, :2], b[None, :, :2])
    end = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    sides = (end - begin).clamp(min=0)
    intersection = sides[..., 0] * sides[..., 1]
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    union = area_a[:, None] + area_b[None, :] - intersection
    return intersection / union


def oracle(a: Tensor, b: Tensor) -> Tensor:
    """Pair by pair: what two intervals share is what their lengths exceed their spread by."""
    rows = []
    for one in a.unbind():
        row = []
        for other in b.unbind():
            ends = torch.stack([one.reshape(2, 2), other.reshape(2, 2)])  # box, corner, axis
            lengths = ends[:, 1] - ends[:, 0]
            spread = ends[:, 1].amax(0) - ends[:, 0].amin(0)
            shared = torch.relu(lengths.sum(0) - spread).prod()
            row.append(shared / (lengths.prod(1).sum() - shared))
        rows.append(torch.stack(row))
    return torch.stack(rows)


WRONG = {
    "not-clamped": edit(
        "(end - begin).clamp(min=0)",
        "(end - begin)",
        "The sides are not kept from being negative: boxes that do not meet in either direction get a positive product.",
        "边长没有截到 0：两个方向都不相交的框，负负得正。",
    ),
    "intersection-counted-twice": edit(
        "area_b[None, :] - intersection",
        "area_b[None, :]",
        "The union counts the intersection twice: it is not subtracted.",
        "并集里把交集算了两次：没有减去它。",
    ),
    "over-the-first": edit(
        "intersection / union",
        "intersection / (area_a[:, None] + 0 * union)",
        "The intersection is divided by the area of the first box alone.",
        "只除以了第一个框的面积。",
    ),
    "smaller-area": edit(
        "intersection / union",
        "intersection / (torch.minimum(area_a[:, None], area_b[None, :]) + 0 * union)",
        "The intersection is divided by the smaller area: a box inside another would count as equal to it.",
        "除以了较小的面积：一个框只要在另一个里面，就被当成完全重合。",
    ),
    "pixels-counted": edit(
        "(end - begin).clamp(min=0)",
        "(end - begin + 1).clamp(min=0)",
        "A pixel is added to the sides of the intersection, as VOC did with whole coordinates.",
        "交集的边长加了 1 个像素，那是 VOC 整数坐标的做法。",
    ),
    "corners-exchanged": edit(
        "torch.maximum(a[:, None, :2], b[None, :, :2])",
        "torch.minimum(a[:, None, :2], b[None, :, :2])",
        "The intersection begins at the smaller coordinate; it begins at the larger.",
        "交集的起点取了较小的坐标；应当取较大的。",
    ),
}
