"""Greedy non-maximum suppression of boxes of one class.

Girshick, Donahue, Darrell, Malik: Rich Feature Hierarchies (2014), section 2.2."""

import torch
from torch import Tensor

from solutions import Draw, edit, instead


def nms(boxes: Tensor, scores: Tensor, threshold: float) -> Tensor:
    """Numbers [K] of the kept ones of boxes [N, 4] as x1, y1, x2, y2, best score first."""
    area = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)
    order = scores.argsort(descending=True)
    kept = []
    while len(order) > 0:
        best, rest = order[0], order[1:]
        kept.append(best)
        begin = torch.maximum(boxes[best, :2], boxes[rest, :2])
        end = torch.minimum(boxes[best, 2:], boxes[rest, 2:])
        intersection = (end - begin).clamp(min=0).prod(dim=1)
        overlap = intersection / (area[best] + area[rest] - intersection)
        order = rest[overlap <= threshold]
    return torch.stack(kept)


def _iou(one: list[float], other: list[float]) -> float:
    """What two intervals share is what their lengths exceed their spread by."""
    shared, areas = 1.0, [1.0, 1.0]
    for low, high in ((0, 2), (1, 3)):
        spread = max(one[high], other[high]) - min(one[low], other[low])
        lengths = one[high] - one[low], other[high] - other[low]
        shared *= max(0.0, sum(lengths) - spread)
        areas = [area * length for area, length in zip(areas, lengths, strict=True)]
    return shared / (sum(areas) - shared)


def oracle(boxes: Tensor, scores: Tensor, *, threshold: float) -> Tensor:
    """By its definition: box by box, each against all that were kept, in Python."""
    places: list[list[float]] = boxes.tolist()
    kept: list[int] = []
    for score in sorted(scores.tolist(), reverse=True):
        number = scores.tolist().index(score)
        if all(_iou(places[number], places[other]) <= threshold for other in kept):
            kept.append(number)
    return torch.tensor(kept)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Crowds of boxes round two places, or boxes on a grid, and what decides apart from them: two
    that overlap by exactly a half, and chains. Scores are all different."""
    count = sizes["N"]
    chains = [_chain(draw, step, 40.0 * step) for step in (2.4, 1.2)][: max(0, count // 3 - 1)]
    apart = [*([_half_overlapping(draw)[:count]] if count > 1 else []), *chains]
    found = torch.zeros(0, 4, dtype=torch.float64)
    on_grid = bool(draw.coin())
    missing = count - sum(map(len, apart))
    while len(found) < missing:
        more = _on_grid(draw, missing + 8) if on_grid else _crowds(draw, missing + 8)
        more = torch.cat((found, more.float().double()))
        found = more[_clear(more)]
    boxes = torch.cat((found[:missing], *apart))
    ranks = draw.uniform(count).argsort()
    steps = ranks + draw.uniform(count, low=0.1, high=0.9)
    # all negative at times: a search for the best must not begin at 0
    scores = 4 * steps / count - (4.5 if bool(draw.coin(chance=0.3)) else 2.0)
    for end in range(count, count - 3 * len(chains), -3):  # from one end of a chain to the other
        scores[end - 3 : end] = scores[end - 3 : end].sort(descending=True).values
    places = draw.uniform(count).argsort()
    return {"boxes": boxes[places], "scores": scores[places]}


def _half_overlapping(draw: Draw) -> Tensor:
    """A box of two by one and one twice as high over it, where no other is but a small one beyond
    their corner: far enough in both directions for two negative sides to make a large product."""
    corner = draw.whole(20, 30, 2).double().repeat(2)
    return corner + torch.tensor([[0, 0, 2, 1], [0, 0, 2, 2], [4, 4, 5, 5]])


def _chain(draw: Draw, step: float, low: float) -> Tensor:
    """Three boxes 8 wide, each a step further: neighbours overlap by 0.54 and the ends by 0.25, or
    by 0.74 and 0.54."""
    begin = low + step * torch.arange(3, dtype=torch.float64) + draw.whole(0, 4, 1)
    return torch.stack((begin, torch.zeros(3), begin + 8, torch.ones(3)), dim=1)


def _on_grid(draw: Draw, count: int) -> Tensor:
    """Sides of 1, 2 or 4 at multiples of themselves: each two are nested or apart, so that no IoU
    is 3/10 or 7/10, and 1/2 is exact in every dtype."""
    sides = 2 ** draw.whole(0, 2, count, 2)
    corner = sides * (draw.uniform(count, 2, high=4.0) // sides)
    return torch.cat((corner, corner + sides), dim=1)


def _crowds(draw: Draw, count: int) -> Tensor:
    centres = draw.uniform(2, 2, high=7.0)[draw.whole(0, 1, count)]
    corner = centres + draw.uniform(count, 2, low=-0.8, high=0.8)
    return torch.cat((corner, corner + draw.uniform(count, 2, low=1.0, high=3.0)), dim=1)


def _clear(boxes: Tensor) -> Tensor:
    """Whether the IoU of each with those before it is exact or far enough from the thresholds."""
    begin = torch.maximum(boxes[:, None, :2], boxes[None, :, :2])
    end = torch.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = (end - begin).clamp(min=0).prod(dim=2)
    area = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)
    overlap = shared / (area[:, None] + area[None, :] - shared)
    whole = (boxes == boxes.round()).all()
    clear = torch.ones_like(overlap, dtype=torch.bool)
    for threshold in (0.3, 0.5, 0.7):
        clear &= ((overlap - threshold).abs() > 1e-4) | (whole & (overlap == 0.5))
    return (clear | ~torch.ones_like(clear).tril(-1)).all(dim=1)


def _against_all(boxes: Tensor, scores: Tensor, *, threshold: float) -> Tensor:
    """Dropped boxes drop others too."""
    places = boxes.tolist()
    order = scores.argsort(descending=True).tolist()
    return torch.tensor(
        [
            number
            for rank, number in enumerate(order)
            if all(_iou(places[number], places[other]) <= threshold for other in order[:rank])
        ]
    )


def _against_neighbour(boxes: Tensor, scores: Tensor, *, threshold: float) -> Tensor:
    """Each is compared with the one kept last only."""
    places = boxes.tolist()
    kept: list[int] = []
    for number in scores.argsort(descending=True).tolist():
        if not kept or _iou(places[number], places[kept[-1]]) <= threshold:
            kept.append(number)
    return torch.tensor(kept)


WRONG = {
    "equal-dropped": edit(
        "overlap <= threshold",
        "overlap < threshold",
        "A box whose IoU is exactly the threshold is dropped; only more than the threshold drops it.",
        "IoU 恰好等于阈值的框被丢掉了；只有超过阈值才丢。",
    ),
    "lowest-first": edit(
        "scores.argsort(descending=True)",
        "scores.argsort()",
        "The boxes are taken from the lowest score: `argsort` ascends unless it is told otherwise. The worst of every crowd is kept.",
        "从分数最低的框开始了：`argsort` 默认从小到大。每一群里留下的是最差的。",
    ),
    "dropped-ones-drop": instead(
        _against_all,
        "A box that was dropped still drops others. Only those that are kept count: of a chain of boxes, each overlapping the next, the third may stay.",
        "已被丢弃的框还在丢弃别的框。只有保留下来的才算数：一串依次重叠的框里，第三个可以留下。",
    ),
    "last-kept-only": instead(
        _against_neighbour,
        "Each box is compared with the one kept last only; it has to be clear of all that were kept.",
        "每个框只与最近保留的那个比较；应当与所有已保留的框比较。",
    ),
    "overlapping-kept": edit(
        "overlap <= threshold",
        "overlap > threshold",
        "The comparison is the wrong way round: those that overlap the best box are kept and the others dropped.",
        "比较的方向反了：留下的是与最佳框重叠的，丢掉的反而是别的。",
    ),
    "over-own-area": edit(
        "area[best] + area[rest] - intersection",
        "area[rest]",
        "The intersection is divided by the area of the lower box alone: a small box inside a large one always goes.",
        "交集只除以了分数较低那个框的面积：大框里的小框总会被丢掉。",
    ),
    "not-clamped": edit(
        ".clamp(min=0)",
        "",
        "The sides of the intersection are not kept from being negative: boxes far apart in both directions get a large overlap.",
        "交集的边长没有截到 0：两个方向都离得很远的框，重叠反而算得很大。",
    ),
    "by-number": edit(
        "torch.stack(kept)",
        "torch.stack(kept).sort().values",
        "The numbers are in ascending order; the order of descending scores is wanted.",
        "编号按从小到大排了；应当按分数从高到低。",
    ),
    "numbers-of-the-sorted": edit(
        "torch.stack(kept)",
        "scores.argsort(descending=True).argsort()[torch.stack(kept)]",
        "The numbers are places in the sorted boxes; they have to be places in `boxes` as given. Index the sorting permutation with them.",
        "返回的是排序之后的位置；应当是在原来 `boxes` 里的位置，用它去取排序得到的下标即可。",
    ),
    "over-the-smaller-area": edit(
        "overlap = intersection / (area[best] + area[rest] - intersection)",
        "overlap = intersection / torch.minimum(area[best], area[rest])",
        "The intersection is divided by the smaller of both areas, so a small box inside a large one is always dropped; the IoU divides by their union.",
        "交集除以了两个面积中较小的那个，大框里的小框总会被丢掉；IoU 除以的是并集。",
    ),
    "pixels-counted": edit(
        "area = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)",
        "boxes = boxes + boxes.new_tensor([0.0, 0.0, 1.0, 1.0])\n    area = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)",
        "A pixel is added to every side, as where coordinates count pixels; these are real coordinates, and x2 - x1 is the width.",
        "每条边都多加了一个像素，那是坐标按像素编号时的算法；这里是实数坐标，宽就是 x2 - x1。",
    ),
}
