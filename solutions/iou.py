"""Intersection over union of boxes, pair by pair."""

import torch
from torch import Tensor

from solutions import edit


def iou(a: Tensor, b: Tensor) -> Tensor:
    """IoU [N] of boxes [N, 4] as x1, y1, x2, y2."""
    begin = torch.maximum(a[:, :2], b[:, :2])
    end = torch.minimum(a[:, 2:], b[:, 2:])
    sides = (end - begin).clamp(min=0)
    intersection = sides[:, 0] * sides[:, 1]
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    union = area_a + area_b - intersection
    return intersection / union


def oracle(a: Tensor, b: Tensor) -> Tensor:
    """From lengths that two intervals share: half of what their lengths exceed their spread by."""
    shared = []
    for low in (0, 1):
        ends = torch.stack([a[:, low], a[:, low + 2], b[:, low], b[:, low + 2]])
        spread = ends.amax(0) - ends.amin(0)
        shared.append(torch.relu(ends[1] - ends[0] + ends[3] - ends[2] - spread))
    both = shared[0] * shared[1]
    areas = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1)
    return both / (areas - both)


WRONG = {
    "not-clamped": edit(
        "(end - begin).clamp(min=0)",
        "(end - begin)",
        "The sides are not kept from being negative: boxes that do not meet in either direction get a positive product.",
        "边长没有截到 0：两个方向都不相交的框，负负得正。",
    ),
    "pixels-counted": edit(
        "(end - begin).clamp(min=0)",
        "(end - begin + 1).clamp(min=0)",
        "A pixel is added to the sides of the intersection, as VOC did with whole coordinates.",
        "交集的边长加了 1 个像素，那是 VOC 整数坐标的做法。",
    ),
    "intersection-counted-twice": edit(
        "area_a + area_b - intersection",
        "area_a + area_b",
        "The union counts the intersection twice: it is not subtracted.",
        "并集里把交集算了两次：没有减去它。",
    ),
    "hull": edit(
        "area_a + area_b - intersection",
        "(torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(dim=1)",
        "The box around both stands where their union belongs.",
        "用了包住两者的外框，而不是并集。",
    ),
    "over-the-first": edit(
        "intersection / union",
        "intersection / area_a + 0 * union",
        "The intersection is divided by the first area alone.",
        "只除以了第一个框的面积。",
    ),
    "corners-exchanged": edit(
        "torch.maximum(a[:, :2], b[:, :2])",
        "torch.minimum(a[:, :2], b[:, :2])",
        "The intersection begins at the smaller coordinate; it begins at the larger.",
        "交集的起点取了较小的坐标；应当取较大的。",
    ),
    "width-and-height": edit(
        "(a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])",
        "a[:, 2] * a[:, 3]",
        "The last two numbers are taken for width and height; they are the far corner.",
        "把后两个数当成了宽和高；它们是右下角坐标。",
    ),
}
