"""CLIP loss: symmetric InfoNCE with a learned scale.

Radford et al.: Learning Transferable Visual Models From Natural Language Supervision (2021)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def clip_loss(images: Tensor, texts: Tensor, log_scale: Tensor) -> Tensor:
    """CLIP loss of embeddings [N, D], matched row by row."""
    a, b = F.normalize(images, dim=1), F.normalize(texts, dim=1)
    logits = log_scale.exp() * (a @ b.T)
    image_loss = -torch.log_softmax(logits, dim=1).diagonal().mean()
    text_loss = -torch.log_softmax(logits, dim=0).diagonal().mean()
    return (image_loss + text_loss) / 2


def oracle(images: Tensor, texts: Tensor, log_scale: Tensor) -> Tensor:
    """From norms, by two cross-entropies."""
    cosines = (images @ texts.T) / (images.norm(dim=1)[:, None] * texts.norm(dim=1)[None, :])
    z, labels = cosines * torch.exp(log_scale), torch.arange(len(images))
    return 0.5 * F.cross_entropy(z, labels) + 0.5 * F.cross_entropy(z.T, labels)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """A scale as it is in training: up to about 30."""
    return {"log_scale": draw.uniform(low=0.0, high=3.5)}


WRONG = {
    "one-direction": edit(
        "(image_loss + text_loss) / 2",
        "image_loss",
        "Only images look for texts; the other direction is missing.",
        "只有图像找文本，少了另一个方向。",
    ),
    "not-halved": edit(
        "(image_loss + text_loss) / 2",
        "image_loss + text_loss",
        "The two directions are added; their mean is taken.",
        "两个方向相加了；应当取平均。",
    ),
    "scale-not-exponentiated": edit(
        "log_scale.exp()",
        "log_scale",
        "The learned number multiplies as it is; it is the logarithm of the scale.",
        "学到的数直接相乘了；它是 scale 的对数。",
    ),
    "scale-divides": edit(
        "log_scale.exp()",
        "(-log_scale).exp()",
        "The similarities are divided by the scale, as if it were the temperature.",
        "把 scale 当成温度去除了。",
    ),
    "not-normalised": edit(
        "F.normalize(images, dim=1), F.normalize(texts, dim=1)",
        "images, texts",
        "The embeddings are not normalised.",
        "嵌入没有归一化。",
    ),
    "scale-detached": edit(
        "log_scale.exp()",
        "log_scale.detach().exp()",
        "The scale is cut off from autograd; it is learned too.",
        "scale 与计算图断开了；它也要学习。",
    ),
}
