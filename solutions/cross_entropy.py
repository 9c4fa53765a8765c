"""Cross-entropy of a predicted distribution from a true one, from logits: mean over samples."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit, instead


class MySoftCrossEntropyLoss(nn.Module):
    """Cross-entropy of logits [N, C] against probabilities [N, C], mean over the batch."""

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        log_q = logits - torch.logsumexp(logits, dim=1, keepdim=True)
        weighted = target * log_q
        return -weighted.sum(dim=1).mean()


def oracle(logits: Tensor, target: Tensor) -> Tensor:
    """PyTorch's own, which takes probabilities as well."""
    loss: Tensor = F.cross_entropy(logits, target)
    return loss


def _divergence(logits: Tensor, target: Tensor) -> Tensor:
    apart = torch.xlogy(target, target) - target * logits.log_softmax(dim=1)
    return apart.sum(dim=1).mean()


def _hardened(logits: Tensor, target: Tensor) -> Tensor:
    index = target.argmax(dim=1, keepdim=True)
    return -logits.log_softmax(dim=1).gather(1, index).mean()


WRONG = {
    "divergence": instead(
        _divergence,
        "The entropy of the target is taken off: that is the KL divergence. The gradient "
        "is the same, the value is not.",
        "多减了目标的熵，得到的是 KL 散度：梯度相同，数值不同。",
    ),
    "hardened-target": instead(
        _hardened,
        "Only the most probable class of the target counts; the rest of its distribution is lost.",
        "只用了目标里概率最大的类别，其余的分布都丢掉了。",
    ),
    "softmax-missing": edit(
        "target * log_q",
        "target * logits",
        "The logits are weighted as they are: without the logarithm of their softmax they "
        "are no log-probabilities.",
        "直接对 logits 加权：没有经过 log-softmax，它们还不是对数概率。",
    ),
    "target-softmaxed": edit(
        "target * log_q",
        "target.softmax(dim=1) * log_q",
        "The target is a distribution already; another softmax flattens it.",
        "目标已经是分布，再做一次 softmax 会把它压平。",
    ),
    "mean-over-classes": edit(
        "-weighted.sum(dim=1).mean()",
        "-weighted.mean()",
        "The mean runs over the classes as well: the classes of one sample are summed.",
        "连类别那一维也取了平均；同一个样本的各类别应当求和。",
    ),
    "over-the-batch": edit(
        "torch.logsumexp(logits, dim=1, keepdim=True)",
        "torch.logsumexp(logits, dim=0, keepdim=True)",
        "The softmax runs over the batch: each column sums to 1, not each sample.",
        "softmax 沿批次计算了：是每一列加起来等于 1，而不是每个样本。",
    ),
    "epsilon-in-log": edit(
        "logits - torch.logsumexp(logits, dim=1, keepdim=True)",
        "torch.log(torch.softmax(logits, dim=1) + 1e-8)",
        "An epsilon in the logarithm caps it at about -18: a class that is all but ruled "
        "out costs too little and gets no gradient.",
        "对数里的 epsilon 让它最低到 -18 左右：几乎被排除的类别代价太小，也没有梯度。",
    ),
}
