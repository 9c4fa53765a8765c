"""Distance IoU loss of boxes, pair by pair.

Zheng, Wang, Liu, Li, Ye, Ren: Distance-IoU Loss (2020)."""

import torch
from torch import Tensor

from solutions import edit


def diou_loss(a: Tensor, b: Tensor) -> Tensor:
    """DIoU loss [N] of boxes [N, 4] as x1, y1, x2, y2."""
    inner = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0)
    intersection = inner.prod(dim=1)
    areas = (a[:, 2:] - a[:, :2]).prod(dim=1) + (b[:, 2:] - b[:, :2]).prod(dim=1)
    overlap = intersection / (areas - intersection)
    between = (a[:, :2] + a[:, 2:]) / 2 - (b[:, :2] + b[:, 2:]) / 2
    distance = between.square().sum(dim=1)
    outer = torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])
    diagonal = outer.square().sum(dim=1)
    return 1 - overlap + distance / diagonal


def oracle(a: Tensor, b: Tensor) -> Tensor:
    """Axis by axis: what two intervals share is half of what their lengths exceed their spread
    by, and the offset of their middles half of the sum of the offsets of their ends."""
    both, offset, spread = [], [], []
    for low in (0, 1):
        ends = torch.stack([a[:, low], a[:, low + 2], b[:, low], b[:, low + 2]])
        span = ends.amax(0) - ends.amin(0)
        both.append(torch.relu(ends[1] - ends[0] + ends[3] - ends[2] - span))
        offset.append((ends[0] - ends[2] + ends[1] - ends[3]) / 2)
        spread.append(span)
    shared = both[0] * both[1]
    sides = [box[:, place + 2] - box[:, place] for box in (a, b) for place in (0, 1)]
    union = sides[0] * sides[1] + sides[2] * sides[3] - shared
    # the norm of a complex number, where the answer adds squares
    away = torch.complex(offset[0], offset[1]) / torch.complex(spread[0], spread[1]).abs()
    return (union - shared) / union + (away * away.conj()).real


WRONG = {
    "not-squared": edit(
        "distance / diagonal",
        "(distance + 1e-12).sqrt() / diagonal.sqrt()",
        "The quotient of the distances is not squared.",
        "距离之比没有平方。",
    ),
    "area-for-diagonal": edit(
        "outer.square().sum(dim=1)",
        "outer.prod(dim=1)",
        "The distance is divided by the area of the hull; its squared diagonal is meant.",
        "除以了外框的面积；应当除以对角线的平方。",
    ),
    "corners-for-centres": edit(
        "(a[:, :2] + a[:, 2:]) / 2 - (b[:, :2] + b[:, 2:]) / 2",
        "a[:, :2] - b[:, :2]",
        "The distance is that of the first corners; that of the centres is meant.",
        "算的是左上角之间的距离；应当是中心之间的。",
    ),
    "half-missing": edit(
        "(a[:, :2] + a[:, 2:]) / 2 - (b[:, :2] + b[:, 2:]) / 2",
        "(a[:, :2] + a[:, 2:]) - (b[:, :2] + b[:, 2:])",
        "The halves of the centres are missing: the distance is twice as long.",
        "中心坐标少除了 2：距离变成了两倍。",
    ),
    "diagonal-of-first": edit(
        "outer.square().sum(dim=1)",
        "(a[:, 2:] - a[:, :2]).square().sum(dim=1)",
        "The diagonal is that of the first box; that of the box around both is meant.",
        "用了第一个框的对角线；应当是外框的。",
    ),
    "distance-rewarded": edit(
        "+ distance / diagonal",
        "- distance / diagonal",
        "The distance has the wrong sign: centres are driven apart.",
        "距离项的符号错了：中心会被推开。",
    ),
    "iou-alone": edit(
        "1 - overlap + distance / diagonal",
        "1 - overlap + 0 * distance / diagonal",
        "The distance is missing: boxes that do not meet have no gradient.",
        "少了距离项：不相交的框没有梯度。",
    ),
    "not-clamped": edit(
        ".clamp(min=0)",
        "",
        "The sides of the intersection are not kept from being negative.",
        "交集的边长没有截到 0。",
    ),
}
