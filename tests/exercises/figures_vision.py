"""Figures of the questions about detection, segmentation and imbalance."""

from math import log

Box = tuple[float, float, float, float]


def area(box: Box) -> float:
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])


def both(a: Box, b: Box) -> float:
    """The area of the overlap."""
    return area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))


def iou(a: Box, b: Box) -> float:
    return both(a, b) / (area(a) + area(b) - both(a, b))


def giou_loss(a: Box, b: Box) -> float:
    hull = area((min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))
    union = area(a) + area(b) - both(a, b)
    return 1 - iou(a, b) + (hull - union) / hull


def tversky(found: float, false: float, missed: float, alpha: float, beta: float) -> float:
    return 1 - found / (found + alpha * false + beta * missed)


def soft_jaccard(p: float, y: float) -> float:
    return 1 - p * y / (p + y - p * y)


def diou_loss(a: Box, b: Box) -> float:
    apart = [(a[i] + a[i + 2] - b[i] - b[i + 2]) / 2 for i in (0, 1)]
    sides = [max(a[i + 2], b[i + 2]) - min(a[i], b[i]) for i in (0, 1)]
    return 1 - iou(a, b) + sum(x * x for x in apart) / sum(x * x for x in sides)


def weighted_base_rate(positive: float, weight: float) -> float:
    """The constant probability of least weighted binary cross-entropy."""

    def loss(p: float) -> float:
        return -weight * positive * log(p) - (1 - positive) * log(1 - p)

    return min((k / 1000 for k in range(1, 1000)), key=loss)


FIGURES = {
    "diou-by-hand": diou_loss((0, 0, 1, 1), (3, 0, 4, 1)),
    "bce-pos-weight-base-rate": weighted_base_rate(0.1, 9),
    "iou-by-hand": iou((0, 0, 2, 2), (1, 0, 3, 2)),
    "giou-largest": giou_loss((0, 0, 1, 1), (1e6, 1e6, 1e6 + 1, 1e6 + 1)),
    "dice-from-iou": 2 * 2 / (2 + 4),  # a mask that is half of its label, of 2 pixels and 4
    "soft-jaccard-soft-labels": soft_jaccard(0.5, 0.5),
    "tversky-by-hand": tversky(6, 4, 2, 0.3, 0.7),
}
