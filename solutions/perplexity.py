"""Perplexity of a language model over the real target tokens of a batch.

Jelinek, Mercer, Bahl, Baker: Perplexity, a measure of the difficulty of speech recognition tasks
(1977)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit, instead


def perplexity(logits: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
    """Perplexity of logits [B, T, V] that predict the ids [B, T] one position on."""
    before, targets, real = logits[:, :-1], ids[:, 1:], mask[:, 1:]
    log_probs = torch.log_softmax(before, dim=-1)
    picked = log_probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    mean = -torch.where(real, picked, 0.0).sum() / real.sum()
    return mean.exp()


def oracle(logits: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
    """PyTorch's own loss, with labels of -100 where there is padding."""
    labels = ids.masked_fill(~mask, -100)[:, 1:]
    return F.cross_entropy(logits[:, :-1].reshape(-1, logits.shape[-1]), labels.reshape(-1)).exp()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Padding at the end, as it is fed in; every sequence has a second token."""
    lengths = draw.whole(2, sizes["T"], sizes["B"], 1)
    return {"mask": torch.arange(sizes["T"]).expand(sizes["B"], -1) < lengths}


def _not_shifted(logits: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
    picked = logits.log_softmax(-1).gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return (-torch.where(mask, picked, 0.0).sum() / mask.sum()).exp()


def _of_sequences(logits: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
    picked = logits[:, :-1].log_softmax(-1).gather(-1, ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    real = mask[:, 1:]
    return (-torch.where(real, picked, 0.0).sum(1) / real.sum(1)).exp().mean()


WRONG = {
    "mean-of-perplexities": instead(
        _of_sequences,
        "Each sequence gets a perplexity of its own, and those are averaged; the mean comes before the exponential, over all tokens.",
        "先对每个序列求困惑度再平均；应当先对全部词元取平均，最后才取指数。",
    ),
    "mean-of-inverses": edit(
        "mean = -torch.where(real, picked, 0.0).sum() / real.sum()\n    return mean.exp()",
        "mean = torch.where(real, (-picked).exp(), 0.0).sum() / real.sum()\n    return mean",
        "The inverse probabilities are averaged arithmetically; perplexity is their geometric mean.",
        "对概率的倒数取了算术平均；困惑度是它们的几何平均。",
    ),
    "exponential-missing": edit(
        "mean.exp()",
        "mean",
        "The exponential is missing: that is the cross-entropy.",
        "没有取指数，那是交叉熵。",
    ),
    "base-two": edit(
        "mean.exp()",
        "2**mean",
        "A mean of natural logarithms is taken as a power of 2; base and logarithm have to agree.",
        "对数取的是自然对数，幂却以 2 为底；两者的底必须一致。",
    ),
    "of-the-sum": edit(
        "-torch.where(real, picked, 0.0).sum() / real.sum()",
        "-torch.where(real, picked, 0.0).sum()",
        "The exponential is taken of the sum: it grows with every token, and texts of two lengths cannot be compared.",
        "对总和取了指数：每多一个词元就变大，长度不同的文本无法比较。",
    ),
    "padding-counted": edit(
        "torch.where(real, picked, 0.0)",
        "picked",
        "Padding is scored as well.",
        "填充也算进去了。",
    ),
    "divided-by-all": edit(
        "real.sum()",
        "real.numel()",
        "The sum is divided by all positions, padded ones too: padding makes the model look better.",
        "除以了全部位置，包括填充：填充越多，模型显得越好。",
    ),
    "not-shifted": instead(
        _not_shifted,
        "Every position is asked for the token it was given; what comes next is predicted.",
        "每个位置预测的是它自己的输入；应当预测下一个词元。",
    ),
}
