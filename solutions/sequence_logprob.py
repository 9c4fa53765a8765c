"""Log-probability of a response under a language model: sum or mean over its tokens."""

import torch
from torch import Tensor

from solutions import Draw, edit, instead


def sequence_log_prob(logits: Tensor, ids: Tensor, mask: Tensor, average: bool) -> Tensor:
    """One number [B] for the masked tokens of ids [B, T] under logits [B, T, V]."""
    before, targets, real = logits[:, :-1], ids[:, 1:], mask[:, 1:]
    chosen = before.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    picked = chosen - torch.logsumexp(before, dim=-1)
    total = torch.where(real, picked, 0.0).sum(dim=1)
    return total / real.sum(dim=1) if average else total


def oracle(logits: Tensor, ids: Tensor, mask: Tensor, *, average: bool) -> Tensor:
    """Sequence by sequence, over the response alone."""
    found = []
    for x, y, m in zip(logits, ids, mask, strict=True):
        places = m.nonzero().squeeze(1)
        each = x[places - 1].log_softmax(-1)[torch.arange(len(places)), y[places]]
        found.append(each.mean() if average else each.sum())
    return torch.stack(found)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """A prompt of a token or more, then the response, then padding."""
    rows, steps = sizes["B"], sizes["T"]
    place = torch.arange(steps).expand(rows, -1)
    start = draw.whole(1, steps - 1, rows, 1)
    end = start + 1 + (draw.uniform(rows, 1) * (steps - start)).long().clamp(max=steps - 1)
    return {"mask": (place >= start) & (place < end)}


def _not_shifted(logits: Tensor, ids: Tensor, mask: Tensor, *, average: bool) -> Tensor:
    picked = logits.log_softmax(-1).gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    total = torch.where(mask, picked, 0.0).sum(1)
    return total / mask.sum(1) if average else total


WRONG = {
    "not-shifted": instead(
        _not_shifted,
        "Every position is asked for the token it was given; what comes next is predicted.",
        "每个位置预测的是它自己的输入；应当预测下一个词元。",
    ),
    "mask-not-shifted": edit(
        "mask[:, 1:]",
        "mask[:, :-1]",
        "The mask is that of the position that predicts; it speaks of the tokens that are predicted.",
        "用的是预测位置的掩码；掩码说的是被预测的词元。",
    ),
    "prompt-counted": edit(
        "torch.where(real, picked, 0.0)",
        "picked",
        "Prompt and padding are counted as well.",
        "提示词和填充也算进去了。",
    ),
    "always-summed": edit(
        "total / real.sum(dim=1) if average else total",
        "total",
        "`average` is not heeded: the sum is returned in both cases.",
        "没有理会 `average`：两种情形都返回了和。",
    ),
    "divided-by-all": edit(
        "real.sum(dim=1)",
        "real.shape[1]",
        "The mean is taken over all positions, not over the tokens of the response.",
        "平均是对全部位置取的，而不是对回复的词元。",
    ),
    "normaliser-missing": edit(
        "chosen - torch.logsumexp(before, dim=-1)",
        "chosen",
        "The normaliser is not subtracted: a logit is no log-probability.",
        "没有减去归一化项：logit 不是对数概率。",
    ),
    "negated": edit(
        "chosen - torch.logsumexp(before, dim=-1)",
        "torch.logsumexp(before, dim=-1) - chosen",
        "The sign is that of a loss; a log-probability is at most 0.",
        "符号成了损失的符号；对数概率不大于 0。",
    ),
}
