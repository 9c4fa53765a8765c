"""Learning rates that rise in a line and fall along half a cosine, in the form of transformers
with a floor.

Loshchilov, Hutter: SGDR, Stochastic Gradient Descent with Warm Restarts (2017), equation 5."""

import math

import torch
from torch import Tensor

from solutions import Draw, edit


def learning_rates(step: Tensor, peaks: Tensor, warmup: int, total: int, floor: float) -> Tensor:
    """Rates [N, G] at steps [N] of groups with peaks [G]."""
    counted = step.double()
    progress = ((counted - warmup) / (total - warmup)).clamp(0, 1)
    falling = floor + (1 - floor) * (1 + torch.cos(math.pi * progress)) / 2
    share = torch.where(step < warmup, counted / max(1, warmup), falling)
    return share.to(peaks.dtype).unsqueeze(1) * peaks


def oracle(step: Tensor, peaks: Tensor, *, warmup: int, total: int, floor: float) -> Tensor:
    """Step by step and group by group, the half wave by the square of a cosine of half the angle."""
    table = torch.zeros(len(step), len(peaks), dtype=peaks.dtype)
    for row, now in enumerate(step.tolist()):
        for group, peak in enumerate(peaks.tolist()):
            if now < warmup:
                rate = peak * now / warmup
            elif now >= total:
                rate = peak * floor
            else:
                lowest = peak * floor
                angle = math.pi / 2 * (now - warmup) / (total - warmup)
                rate = lowest + (peak - lowest) * math.cos(angle) ** 2
            table[row, group] = rate
    return table


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Steps all over, with those where the schedules turn in front."""
    step = draw.whole(0, 79, sizes["N"])
    turns = torch.tensor([0, 5, 9, 10, 11, 35, 59, 60, 61, 70])
    some = draw.uniform(len(turns)).argsort()[: (sizes["N"] + 1) // 2]
    step[: len(some)] = turns[some]
    return {"step": step}


WRONG = {
    "warmup-from-one": edit(
        "counted / max(1, warmup)",
        "(counted + 1) / max(1, warmup)",
        "The warmup begins at 1 / w and not at 0: every rate of it is one step early.",
        "预热从 1 / w 而不是 0 开始：预热中每个学习率都早了一步。",
    ),
    "cosine-from-zero": edit(
        "(counted - warmup) / (total - warmup)",
        "counted / total",
        "The cosine counts from step 0, so it is already below the peak when the warmup ends.",
        "余弦从第 0 步算起，预热结束时就已经低于最高值。",
    ),
    "length-with-warmup": edit(
        "(counted - warmup) / (total - warmup)",
        "(counted - warmup) / total",
        "The cosine is given all steps to fall; the warmup has used some, so it has T - w.",
        "余弦按全部步数来降；预热已经用掉一些，只剩 T - w 步。",
    ),
    "floor-ignored": edit(
        "floor + (1 - floor) * (1 + torch.cos(math.pi * progress)) / 2",
        "(1 + torch.cos(math.pi * progress)) / 2",
        "The floor has no influence: the rate falls to 0.",
        "floor 不起作用：学习率降到了 0。",
    ),
    "floor-added": edit(
        "floor + (1 - floor) * (1 + torch.cos(math.pi * progress)) / 2",
        "floor + (1 + torch.cos(math.pi * progress)) / 2",
        "The floor is added to a whole wave: the cosine begins above the peak.",
        "floor 直接加在了完整的余弦上：余弦段一开始就高于最高值。",
    ),
    "floor-as-a-bound": edit(
        "floor + (1 - floor) * (1 + torch.cos(math.pi * progress)) / 2",
        "((1 + torch.cos(math.pi * progress)) / 2).clamp(min=floor)",
        "The floor cuts the curve off; here the curve is squeezed so that it ends there.",
        "floor 把曲线截断了；这里是把曲线压扁，让它刚好落到 floor。",
    ),
    "floor-as-a-rate": edit(
        "share = torch.where(step < warmup, counted / max(1, warmup), falling)\n    return share.to(peaks.dtype).unsqueeze(1) * peaks",
        "wave = ((1 + torch.cos(math.pi * progress)) / 2).to(peaks.dtype).unsqueeze(1)\n    rising = (counted / max(1, warmup)).to(peaks.dtype).unsqueeze(1) * peaks\n    return torch.where((step < warmup).unsqueeze(1), rising, floor + (peaks - floor) * wave)",
        "The floor is taken for a learning rate of its own; it is a share of each peak.",
        "把 floor 当成了学习率本身；它是最高值的比例。",
    ),
    "rises-again": edit(
        "clamp(0, 1)",
        "clamp(min=0)",
        "After the end the cosine goes on and the rate rises again.",
        "结束之后余弦还在继续，学习率又升上去了。",
    ),
    "both-at-once": edit(
        "progress = ((counted - warmup) / (total - warmup)).clamp(0, 1)\n    falling = floor + (1 - floor) * (1 + torch.cos(math.pi * progress)) / 2\n    share = torch.where(step < warmup, counted / max(1, warmup), falling)",
        "progress = (counted / total).clamp(0, 1)\n    falling = floor + (1 - floor) * (1 + torch.cos(math.pi * progress)) / 2\n    share = falling * (counted / max(1, warmup)).clamp(max=1)",
        "Warm-up and cosine are multiplied, and the cosine falls from step 0 on: the peak is never reached. One comes after the other.",
        "把预热和余弦相乘了，余弦从第 0 步就开始下降，永远到不了峰值。应当先预热，再下降。",
    ),
}
