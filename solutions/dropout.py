"""Inverted dropout with random numbers that are given.

Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: Dropout (2014)."""

import torch
from torch import Tensor

from solutions import edit


def dropout(x: Tensor, u: Tensor, p: float, training: bool) -> Tensor:
    """Activations [N, D], in training 0 where a random number [N, D] is below p, else scaled."""
    kept = u >= p
    if not training:
        return x.clone()
    if p == 1:
        return 0 * x
    return torch.where(kept, x / (1 - p), 0.0)


def oracle(x: Tensor, u: Tensor, *, p: float, training: bool) -> Tensor:
    """Only the entries that are kept are scaled, and put into a tensor of zeros."""
    if not training:
        return x + 0.0
    places = (u - p >= 0).nonzero(as_tuple=True)
    scaled = x[places] / (1.0 - p) if p < 1 else x[places]
    return torch.zeros_like(x).index_put(places, scaled)


WRONG = {
    "not-scaled": edit(
        "x / (1 - p)",
        "x",
        "What is kept is not scaled up: in training activations are smaller on average than in evaluation.",
        "保留下来的没有放大：训练时激活值的平均比推理时小。",
    ),
    "divided-by-p": edit(
        "x / (1 - p)",
        "x / max(p, 1e-3)",
        "What is kept is divided by the probability of being dropped; it is that of being kept.",
        "除以了被丢弃的概率；应当除以保留的概率。",
    ),
    "p-keeps": edit(
        "kept = u >= p\n    if not training:\n        return x.clone()\n    if p == 1:\n        return 0 * x\n    return torch.where(kept, x / (1 - p), 0.0)",
        "kept = u < p\n    if not training:\n        return x.clone()\n    return torch.where(kept, x / max(p, 1e-3), 0.0)",
        "`p` is taken for the probability of being kept.",
        "把 `p` 当成了保留的概率。",
    ),
    "mask-turned-round": edit(
        "kept = u >= p",
        "kept = u < p",
        "What is to be dropped is kept, and the other way round.",
        "该丢的留下了，该留的丢掉了。",
    ),
    "scaled-in-evaluation": edit(
        "return x.clone()\n    if p == 1:\n        return 0 * x\n    return torch.where(kept, x / (1 - p), 0.0)",
        "return x * (1 - p)\n    if p == 1:\n        return 0 * x\n    return torch.where(kept, x, 0.0)",
        "The scale is applied in evaluation and not in training, as in the paper; here evaluation leaves everything as it is.",
        "像论文那样把缩放放在了推理时；这里推理时应当原样返回。",
    ),
    "always-training": edit(
        "if not training:",
        "if training is None:",
        "Activations are dropped in evaluation too.",
        "推理时也在丢弃。",
    ),
    "scaled-by-what-was-kept": edit(
        "x / (1 - p)",
        "x / kept.to(x.dtype).mean().clamp(min=1e-3)",
        "The scale is the share that really was kept; it is the probability, which no other entry has a part in.",
        "按实际保留的比例缩放；应当用概率，这样各个元素才互不影响。",
    ),
    "whole-features": edit(
        "kept = u >= p",
        "kept = (u >= p)[:1].expand(x.shape)",
        "One mask is used for all samples; every activation has a number of its own.",
        "所有样本共用了一个掩码；每个激活值有自己的随机数。",
    ),
}
