"""Lovász hinge: the hinge of each pixel, weighed by what it adds to the Jaccard loss of an image.

Berman, Rannen Triki, Blaschko: The Lovász-Softmax Loss (2018)."""

import torch
from torch import Tensor

from solutions import Draw, edit, instead


def lovasz_hinge(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean over images of the Lovász hinge of scores [N, P] against masks [N, P]."""
    errors, order = (1 - scores * (2 * labels - 1)).sort(dim=1, descending=True)
    truth = labels.gather(1, order)
    object_size = truth.sum(dim=1, keepdim=True)
    hit = object_size - truth.cumsum(dim=1)
    union = object_size + (1 - truth).cumsum(dim=1)
    jaccard = 1 - hit / union
    weights = torch.diff(jaccard, dim=1, prepend=torch.zeros_like(jaccard[:, :1]))
    return (torch.relu(errors) * weights).sum(dim=1).mean()


def oracle(scores: Tensor, labels: Tensor) -> Tensor:
    """The area under the Jaccard loss of the set of errors above each threshold."""
    areas = []
    for x, y in zip(scores, labels == 1, strict=True):
        errors = torch.where(y, 1 - x, 1 + x)
        area, below = errors.new_zeros(()), errors.new_zeros(())
        for height in errors[errors > 0].sort().values:
            wrong = errors >= height
            area = area + (height - below) * wrong.sum() / (wrong | y).sum()
            below = height
        areas.append(area + 0 * x.sum())
    return torch.stack(areas).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Errors that are all different within an image, so that there is one order and one gradient;
    some images hold no object."""
    n, p = sizes["N"], sizes["P"]
    labels = draw.kind("binary", n, p) * draw.coin(n, 1, chance=0.85)
    rank = draw.uniform(n, p).argsort(dim=1)
    spread = draw.uniform(n, 1, low=1.0, high=8.0)
    lowest = draw.uniform(n, 1, low=-0.7, high=0.2) * spread
    errors = lowest + spread * (rank + draw.uniform(n, p, high=0.8)) / p
    return {"scores": (1 - errors) * (2 * labels - 1), "labels": labels}


def _whole_batch(scores: Tensor, labels: Tensor) -> Tensor:
    return lovasz_hinge(scores.reshape(1, -1), labels.reshape(1, -1))


WRONG = {
    "ascending": edit(
        "descending=True",
        "descending=False",
        "The errors are sorted from the smallest on: the pixel that is least wrong is weighed as if it were the first to fall.",
        "误差从小到大排了：错得最轻的像素反而被当作第一个判错的。",
    ),
    "labels-not-sorted": edit(
        "labels.gather(1, order)",
        "labels",
        "The labels stay in their old order while the errors are sorted: each error meets another pixel's label.",
        "误差排了序，标签却还是原来的次序：每个误差配上了别的像素的标签。",
    ),
    "labels-for-signs": edit(
        "(2 * labels - 1)",
        "labels",
        "The labels 0 and 1 stand where the signs -1 and 1 belong: background has an error of 1 whatever its score.",
        "该用 ±1 的地方用了 0 和 1：背景像素无论打分多少误差都是 1。",
    ),
    "errors-of-probabilities": edit(
        "1 - scores * (2 * labels - 1)",
        "(labels - scores.sigmoid()).abs()",
        "The errors are those of probabilities, as in the Lovász-Softmax; the hinge takes margins of scores.",
        "误差用的是概率之差，那是 Lovász-Softmax；合页损失用的是打分的间隔。",
    ),
    "not-differenced": edit(
        "torch.relu(errors) * weights",
        "torch.relu(errors) * jaccard + 0 * weights",
        "The weight is the whole Jaccard loss up to the pixel; it is only what the pixel adds to it.",
        "权重用了累计的 Jaccard 损失；应当只是该像素带来的增量。",
    ),
    "no-hinge": edit(
        "torch.relu(errors)",
        "errors",
        "Errors below 0 are not cut off: pixels far on their own side pay for those that are wrong.",
        "小于 0 的误差没有截断：判得很对的像素会抵消判错的。",
    ),
    "whole-batch": instead(
        _whole_batch,
        "The whole batch is sorted as one image: large objects outweigh small ones.",
        "整个批次当成一张图来排序：大目标会盖过小目标。",
    ),
    "union-fixed": edit(
        "object_size + (1 - truth).cumsum(dim=1)",
        "object_size.clamp(min=1) + 0 * truth",
        "The union stays the object's size: what is marked too much costs nothing, that is recall and not IoU.",
        "并集一直是目标的大小：多标的像素没有代价，那是召回率而不是 IoU。",
    ),
    "dice-in-place": edit(
        "1 - hit / union",
        "1 - 2 * hit / (hit + union)",
        "The weights are those of the Dice loss, in which the overlap counts twice.",
        "权重来自 Dice 损失，交集算了两次。",
    ),
    "plain-hinge": edit(
        "(torch.relu(errors) * weights).sum(dim=1).mean()",
        "torch.relu(errors).mean() + 0 * weights.sum()",
        "All pixels weigh alike: that is the hinge loss, which knows nothing of overlap.",
        "所有像素权重相同：那是普通的合页损失，与重叠无关。",
    ),
    "mean-over-pixels": edit(
        ".sum(dim=1).mean()",
        ".mean()",
        "The pixels are averaged, though their weights sum to 1 already: P times too small.",
        "权重之和已经是 1，却又对像素取了平均：小了 P 倍。",
    ),
}
