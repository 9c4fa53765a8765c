"""Cross-entropy of the next token, mean over the real target tokens of the batch."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit, instead


def next_token_loss(logits: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
    """Loss of logits [B, T, V] that predict the ids [B, T] one position on."""
    log_probs = torch.log_softmax(logits[:, :-1], dim=-1)
    targets, real = ids[:, 1:], mask[:, 1:]
    picked = log_probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    kept = torch.where(real, picked, 0.0)
    return -kept.sum() / real.sum()


def oracle(logits: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
    """PyTorch's own, with labels of -100 where there is padding."""
    labels = ids.masked_fill(~mask, -100)[:, 1:]
    loss: Tensor = F.cross_entropy(logits[:, :-1].reshape(-1, logits.shape[-1]), labels.reshape(-1))
    return loss


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Padding at the end, as it is fed in; every sequence has a second token."""
    lengths = draw.whole(2, sizes["T"], sizes["B"], 1)
    return {"mask": torch.arange(sizes["T"]).expand(sizes["B"], -1) < lengths}


def _not_shifted(logits: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
    picked = logits.log_softmax(-1).gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return -torch.where(mask, picked, 0.0).sum() / mask.sum()


def _per_sequence(logits: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
    picked = logits[:, :-1].log_softmax(-1).gather(-1, ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    real = mask[:, 1:]
    return -(torch.where(real, picked, 0.0).sum(1) / real.sum(1)).mean()


WRONG = {
    "not-shifted": instead(
        _not_shifted,
        "Every position is asked for the token it was given: nothing is shifted, and copying is all the model would learn.",
        "每个位置预测的是它自己的输入：没有错开一位，模型只会学会复制。",
    ),
    "shifted-backwards": edit(
        "logits[:, :-1]",
        "logits[:, 1:].roll(1, dims=1)",
        "Logits and ids are lined up the wrong way.",
        "logits 与 ids 错开的方向反了。",
    ),
    "mask-not-shifted": edit(
        "mask[:, 1:]",
        "mask[:, :-1]",
        "The mask is that of the position that predicts; whether the target is real is what decides.",
        "用的是预测位置的掩码；应当看目标是不是真实词元。",
    ),
    "padding-counted": edit(
        "torch.where(real, picked, 0.0)",
        "picked",
        "Padding is scored as well.",
        "填充也算进了损失。",
    ),
    "divided-by-all": edit(
        "real.sum()",
        "real.numel()",
        "The sum is divided by all positions, padded ones too: the more padding, the smaller the loss.",
        "除以了全部位置，包括填充：填充越多损失越小。",
    ),
    "per-sequence": instead(
        _per_sequence,
        "The mean is taken within each sequence first: tokens of short sequences weigh more.",
        "先在每个序列内取了平均：短序列里的词元权重更大。",
    ),
    "softmax-missing": edit(
        "torch.log_softmax(logits[:, :-1], dim=-1)",
        "logits[:, :-1]",
        "The logits are taken for log-probabilities.",
        "把 logits 当成了对数概率。",
    ),
    "softmax-over-positions": edit(
        "logits[:, :-1], dim=-1",
        "logits[:, :-1], dim=1",
        "The softmax runs over the positions, not over the vocabulary.",
        "softmax 沿位置计算了，应当沿词表。",
    ),
}
