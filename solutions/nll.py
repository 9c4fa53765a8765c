"""Negative log-likelihood of class ids under given log-probabilities, mean over samples."""

import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyNLLLoss(nn.Module):
    """Mean over the batch of minus the log-probability [N, C] of each sample's class [N]."""

    def forward(self, log_probs: Tensor, target: Tensor) -> Tensor:
        picked = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
        return -picked.mean()


def oracle(log_probs: Tensor, target: Tensor) -> Tensor:
    """PyTorch's own."""
    return F.nll_loss(log_probs, target)


WRONG = {
    "every-pair": edit(
        "log_probs.gather(1, target.unsqueeze(1)).squeeze(1)",
        "log_probs[:, target]",
        "`[:, target]` pairs every sample with every target of the batch and gives a "
        "matrix [N, N]; its "
        "diagonal is what is wanted.",
        "`[:, target]` 让每个样本配上了批次里所有的目标，得到 [N, N] 的矩阵；要的只是它的对角线。",
    ),
    "probabilities": edit(
        "-picked.mean()",
        "-picked.exp().mean()",
        "The probabilities are averaged, not their logarithms. A confident mistake then "
        "costs hardly more "
        "than an unsure one.",
        "平均的是概率而不是对数概率。自信地答错几乎不比拿不准更贵。",
    ),
    "log-of-mean": edit(
        "-picked.mean()",
        "-picked.exp().mean().log()",
        "The probabilities are averaged first and the logarithm is taken after; the "
        "likelihood of a batch "
        "is the product over samples.",
        "先平均概率再取对数；批次的似然是各样本概率之积，应当先取对数。",
    ),
    "predicted-class": edit(
        "log_probs.gather(1, target.unsqueeze(1)).squeeze(1)",
        "log_probs.amax(dim=1)",
        "The most probable class is scored, whatever the target: the labels have no influence.",
        "算的是概率最大的类别，与目标无关，标签完全不起作用。",
    ),
    "all-classes": edit(
        "-picked.mean()",
        "-log_probs.sum(dim=1).mean()",
        "All classes of a sample are summed; only the true one counts.",
        "把一个样本所有类别都加了起来；只有真实类别该算。",
    ),
    "normalised-again": edit(
        "log_probs.gather(",
        "log_probs.log_softmax(dim=1).gather(",
        "Log-softmax is applied to log-probabilities. The value stays the same, but the "
        "gradient is "
        "that of cross-entropy on logits.",
        "对已经是对数概率的输入又做了 log-softmax。值不变，梯度却成了 logits 上交叉熵的梯度。",
    ),
}
