"""Cross-entropy of logits against one-hot labels: mean over samples of -log softmax."""

import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyCELoss(nn.Module):
    """Cross-entropy of logits [N, C] against one-hot labels [N, C], mean over the batch."""

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        # log(softmax(x)) written as one operation: x - logsumexp(x) never takes log(0).
        log_probs = F.log_softmax(y_pred, dim=1)
        per_sample = -(y_true * log_probs).sum(dim=1)
        return per_sample.mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.CrossEntropyLoss`, which is given class indices."""
    return F.cross_entropy(y_pred, y_true.argmax(dim=1))


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    log_probs = F.log_softmax(y_pred, dim=1)
    picked = y_true * log_probs
    return {
        "softmax": log_probs.exp(),
        "log_softmax": log_probs,
        "picked": picked,
        "per_sample": picked.sum(dim=1),
    }


WRONG = {
    "softmax-missing": edit(
        "F.log_softmax(y_pred, dim=1)",
        "y_pred",
        "The raw logits are used as if they were log-probabilities. They are not "
        "normalised, so raising every logit lowers the loss without making any class more "
        "likely.",
        "把原始 logits 当成了对数概率。它们没有归一化，把所有 logits 一起抬高就能压低损失，"
        "而没有哪个类别变得更可能。",
    ),
    "softmax-twice": edit(
        "F.log_softmax(y_pred, dim=1)",
        "F.log_softmax(y_pred.softmax(dim=1), dim=1)",
        "Softmax is applied twice. The second one sees numbers between 0 and 1 only, so "
        "even a perfect prediction keeps a large loss and the gradients are weak.",
        "softmax 做了两遍。第二遍看到的只是 0 到 1 之间的数，预测再准损失也降不下去，梯度也很弱。",
    ),
    "softmax-over-batch": edit(
        "F.log_softmax(y_pred, dim=1)",
        "F.log_softmax(y_pred, dim=0)",
        "The softmax runs along the batch, so samples compete with each other instead of "
        "classes. The loss of one sample then depends on which others happen to be in the "
        "batch.",
        "softmax 沿着批次那个轴做了，成了样本之间而不是类别之间的竞争。一个样本的损失会随同"
        "批的其他样本而变。",
    ),
    "softmax-over-all": edit(
        "F.log_softmax(y_pred, dim=1)",
        "F.log_softmax(y_pred.flatten(), dim=0).view_as(y_pred)",
        "One softmax runs over the whole batch and all classes at once. The probabilities "
        "of a single sample do not sum to 1.",
        "对整个批次的全部元素一起做了一次 softmax，单个样本的概率加起来不等于 1。",
    ),
    "mean-over-classes": edit(
        ".sum(dim=1)",
        ".mean(dim=1)",
        "The mean runs over all N x C entries, most of them zeros, instead of the sum over "
        "classes and the mean over samples. The loss shrinks by the number of classes, and "
        "so does every gradient.",
        "对全部 N×C 个元素取了平均（其中大多是零），而不是先沿类别求和、再对样本平均。损失"
        "和所有梯度都缩小到类别数分之一。",
    ),
    "logits-as-probabilities": edit(
        "F.log_softmax(y_pred, dim=1)",
        "y_pred.clamp(1e-7, 1 - 1e-7).log()",
        "The logits are clamped into (0, 1) and taken for probabilities. Nothing is "
        "normalised, and wherever the clamp bites there is no gradient.",
        "把 logits 截断到 (0, 1) 就当概率用了。它们没有归一化，被截断的地方也没有梯度。",
    ),
    "sigmoid-for-softmax": edit(
        "F.log_softmax(y_pred, dim=1)",
        "F.logsigmoid(y_pred)",
        "Each logit goes through its own sigmoid. The classes do not compete, so raising "
        "the true class never lowers the others; with only the true class in the sum "
        "nothing pushes them down.",
        "每个 logit 各自过了 sigmoid，类别之间没有竞争。求和里又只有真实类别，别的类别没人往下压。",
    ),
    "binary-terms": edit(
        "(y_true * log_probs)",
        "(y_true * log_probs + (1 - y_true) * (-log_probs.exp()).log1p())",
        "Terms for the false classes, log(1 - p), are added as in binary cross-entropy. "
        "Softmax already makes the classes share one probability; the false ones are "
        "punished twice.",
        "像二元交叉熵那样给错误类别加上了 log(1 - p)。softmax 已经让各类别分享同一份概率，"
        "错误类别等于被罚了两次。",
    ),
    "squared-error": edit(
        "-(y_true * log_probs).sum(dim=1)",
        "(log_probs.exp() - y_true).square().sum(dim=1)",
        "Probabilities and labels are compared by squared error (the Brier score). It is "
        "bounded, so a confident mistake gets almost no gradient.",
        "用平方误差去比较概率和标签（Brier 分数）。它有上界，自信地答错几乎得不到梯度。",
    ),
    "every-pair": edit(
        "-(y_true * log_probs).sum(dim=1)",
        "-log_probs[:, y_true.argmax(dim=1)]",
        "Indexing the columns by the true classes pairs every sample with every target "
        "of the batch; each row should be asked for its own.",
        "用真实类别去索引列，等于让每个样本配上批次里所有的目标；每一行只该取自己的那个。",
    ),
    "classes-balanced": edit(
        "return per_sample.mean()",
        "weights = (y_true / y_true.sum(dim=0).clamp(min=1)).sum(dim=1)\n"
        "        return (weights * per_sample).sum() / weights.sum()",
        "Classes are averaged first, so that a rare one counts as much as a frequent "
        "one. That is a weighting one may choose; here every sample counts the same.",
        "先在各类别内部平均，于是少见的类别和常见的一样重。这是一种可选的加权；这里每个"
        "样本的分量应当相同。",
    ),
}
