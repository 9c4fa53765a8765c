"""SigLIP loss: a sigmoid for every pair of the batch, sum over pairs divided by N.

Zhai, Mustafa, Kolesnikov, Beyer: Sigmoid Loss for Language Image Pre-Training (2023)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def siglip_loss(images: Tensor, texts: Tensor, log_scale: Tensor, bias: Tensor) -> Tensor:
    """SigLIP loss of embeddings [N, D], matched row by row."""
    a, b = F.normalize(images, dim=1), F.normalize(texts, dim=1)
    logits = log_scale.exp() * (a @ b.T) + bias
    labels = 2 * torch.eye(len(a), dtype=a.dtype) - 1
    return -F.logsigmoid(labels * logits).sum() / len(images)


def oracle(images: Tensor, texts: Tensor, log_scale: Tensor, bias: Tensor) -> Tensor:
    """Binary cross-entropy of every pair."""
    cosines = (images @ texts.T) / (images.norm(dim=1)[:, None] * texts.norm(dim=1)[None, :])
    z = cosines * torch.exp(log_scale) + bias
    return (
        F.binary_cross_entropy_with_logits(z, torch.eye(len(z), dtype=z.dtype), reduction="sum")
        / z.shape[0]
    )


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Scale and bias as they are in training."""
    return {"log_scale": draw.uniform(low=0.0, high=3.0), "bias": draw.uniform(low=-10.0, high=2.0)}


WRONG = {
    "mean-over-pairs": edit(
        ".sum() / len(images)",
        ".mean()",
        "The mean runs over all N times N pairs; the sum is divided by N.",
        "对 N 乘 N 个对取了平均；应当求和后除以 N。",
    ),
    "labels-zero-one": edit(
        "2 * torch.eye(len(a), dtype=a.dtype) - 1",
        "torch.eye(len(a), dtype=a.dtype)",
        "The labels of pairs that do not belong together are 0; the sigmoid is then 1/2 whatever they are.",
        "不相配的对标签用了 0，sigmoid 恒为二分之一；应当用 -1。",
    ),
    "bias-scaled": edit(
        "log_scale.exp() * (a @ b.T) + bias",
        "log_scale.exp() * (a @ b.T + bias)",
        "The bias is scaled too; it is added afterwards.",
        "偏置也被缩放了；它应当在缩放之后加。",
    ),
    "bias-subtracted": edit(
        "+ bias",
        "- bias",
        "The bias is subtracted.",
        "偏置应当加上，这里却减了。",
    ),
    "softmax": edit(
        "F.logsigmoid(labels * logits).sum()",
        "torch.log_softmax(logits, dim=1).diagonal().sum()",
        "A softmax compares the pairs of a row; here each pair is a question of its own.",
        "用 softmax 在一行内比较了；这里每一对各是一道题。",
    ),
    "scale-not-exponentiated": edit(
        "log_scale.exp()",
        "log_scale",
        "The learned number multiplies as it is; it is the logarithm of the scale.",
        "学到的数直接相乘了；它是 scale 的对数。",
    ),
    "positives-only": edit(
        "F.logsigmoid(labels * logits).sum()",
        "F.logsigmoid(logits.diagonal()).sum()",
        "Only the pairs that belong together are scored.",
        "只算了相配的对。",
    ),
}
