"""Generalized IoU loss of boxes, pair by pair.

Rezatofighi et al.: Generalized Intersection over Union (2019), algorithm 1."""

import torch
from torch import Tensor

from solutions import edit


def giou_loss(a: Tensor, b: Tensor) -> Tensor:
    """GIoU loss [N] of boxes [N, 4] as x1, y1, x2, y2."""
    sides = torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])
    inner = sides.clamp(min=0)
    intersection = inner[:, 0] * inner[:, 1]
    of_a, of_b = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    union = of_a[:, 0] * of_a[:, 1] + of_b[:, 0] * of_b[:, 1] - intersection
    outer = torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])
    hull = outer[:, 0] * outer[:, 1]
    return 1 - intersection / union + (hull - union) / hull


def oracle(a: Tensor, b: Tensor) -> Tensor:
    """From what intervals share and span, as two minus two quotients."""
    both, whole = [], []
    for low in (0, 1):
        ends = torch.stack([a[:, low], a[:, low + 2], b[:, low], b[:, low + 2]])
        span = ends.amax(0) - ends.amin(0)
        both.append(torch.relu(ends[1] - ends[0] + ends[3] - ends[2] - span))
        whole.append(span)
    overlap, around = both[0] * both[1], whole[0] * whole[1]
    union = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1) - overlap
    return 2 - overlap / union - union / around


WRONG = {
    "union-for-hull": edit(
        "(hull - union) / hull",
        "(hull - union) / union",
        "The empty part of the hull is divided by the union, not by the hull.",
        "外框的空白部分除以了并集，应当除以外框。",
    ),
    "sign-of-extra": edit(
        "+ (hull - union) / hull",
        "- (hull - union) / hull",
        "The extra term has the wrong sign: boxes that are far apart are rewarded.",
        "附加项的符号错了：离得远的框反而得到奖励。",
    ),
    "intersection-taken-off": edit(
        "(hull - union) / hull",
        "(hull - intersection) / hull",
        "The intersection is taken off the hull; the union is.",
        "从外框里减去了交集；应当减去并集。",
    ),
    "iou-alone": edit(
        "1 - intersection / union + (hull - union) / hull",
        "1 - intersection / union + 0 * hull",
        "The extra term is missing: boxes that do not meet have no gradient.",
        "少了附加项：不相交的框没有梯度。",
    ),
    "not-clamped": edit(
        "sides.clamp(min=0)",
        "sides",
        "The sides of the intersection are not kept from being negative.",
        "交集的边长没有截到 0。",
    ),
    "coefficient": edit(
        "1 - intersection / union + (hull - union) / hull",
        "intersection / union - (hull - union) / hull",
        "That is GIoU itself; the loss is 1 less it.",
        "这是 GIoU 本身；损失是 1 减去它。",
    ),
    "hull-of-corners": edit(
        "torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])",
        "torch.maximum(a[:, 2:], b[:, 2:])",
        "The hull is measured from the origin, not from its own corner.",
        "外框从原点量起了，应当从它自己的左上角量起。",
    ),
}
