"""Cross-entropy with label smoothing, mean over samples."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit, instead


class MyLabelSmoothingLoss(nn.Module):
    """Smoothed cross-entropy of logits [N, C] against class ids [N], mean over the batch."""

    def __init__(self, smoothing: float) -> None:
        super().__init__()
        self.smoothing = smoothing

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        log_probs = torch.log_softmax(logits, dim=1)
        hard = -log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
        spread = -log_probs.mean(dim=1)
        return ((1 - self.smoothing) * hard + self.smoothing * spread).mean()


def oracle(logits: Tensor, target: Tensor, *, smoothing: float) -> Tensor:
    """PyTorch's own."""
    return F.cross_entropy(logits, target, label_smoothing=smoothing)


def _over_the_others(logits: Tensor, target: Tensor, *, smoothing: float) -> Tensor:
    log_probs = logits.log_softmax(1)
    hard = -log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    others = (-log_probs.sum(1) - hard) / max(1, logits.shape[1] - 1)
    return ((1 - smoothing) * hard + smoothing * others).mean()


WRONG = {
    "over-the-others": instead(
        _over_the_others,
        "The smoothing is spread over the other C - 1 classes; here the true one gets its share too.",
        "平滑只摊给了其余 C - 1 个类别；这里真实类别也要分到一份。",
    ),
    "summed-over-classes": edit(
        "log_probs.mean(dim=1)",
        "log_probs.sum(dim=1)",
        "Every class gets the whole of the smoothing: the target sums to more than 1.",
        "每个类别都得到了全部的平滑系数：目标加起来超过 1。",
    ),
    "hard-not-lowered": edit(
        "(1 - self.smoothing) * hard",
        "hard",
        "The true class keeps all of its 1: the target sums to 1 + smoothing.",
        "真实类别没有让出份额：目标加起来是 1 加平滑系数。",
    ),
    "smoothing-ignored": edit(
        "((1 - self.smoothing) * hard + self.smoothing * spread)",
        "hard",
        "Nothing is smoothed: that is plain cross-entropy.",
        "没有做平滑：这只是普通的交叉熵。",
    ),
    "roles-exchanged": edit(
        "(1 - self.smoothing) * hard + self.smoothing * spread",
        "self.smoothing * hard + (1 - self.smoothing) * spread",
        "The two weights are exchanged: nearly everything is spread.",
        "两个权重对调了：几乎全都被摊开了。",
    ),
    "of-the-probabilities": edit(
        "-log_probs.mean(dim=1)",
        "-log_probs.exp().mean(dim=1).log()",
        "The mean is taken before the logarithm: the mean of the probabilities is 1/C whatever the logits are.",
        "先取平均再取对数：概率的平均永远是 1/C，与 logits 无关。",
    ),
}
