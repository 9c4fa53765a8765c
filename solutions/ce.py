"""Cross-entropy of logits against one-hot labels: mean over samples of -log softmax."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import instead


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


def _right(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The answer, for ideas that go wrong before or after it."""
    value: Tensor = MyCELoss()(y_pred, y_true)
    return value


def _average(y_true: Tensor, log_probs: Tensor) -> Tensor:
    """What comes after the log-probabilities, done rightly."""
    return -(y_true * log_probs).sum(dim=1).mean()


def _softmax_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred)


def _softmax_twice(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.softmax(dim=1).log_softmax(dim=1))


def _softmax_over_batch(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.log_softmax(dim=0))


def _softmax_over_all(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.flatten().log_softmax(dim=0).view_as(y_pred))


def _mean_over_classes(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -(y_true * y_pred.log_softmax(dim=1)).mean()


def _logits_as_probabilities(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.clamp(1e-7, 1 - 1e-7).log())


def _sigmoid_for_softmax(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, F.logsigmoid(y_pred))


def _binary_terms(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_probs = y_pred.log_softmax(dim=1)
    return _average(y_true, log_probs) + _average(1 - y_true, torch.log1p(-log_probs.exp()))


def _predicted_class(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -y_pred.log_softmax(dim=1).amax(dim=1).mean()


def _label_smoothing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    smooth = 0.9 * y_true + 0.1 / y_true.shape[1]
    return _average(smooth, y_pred.log_softmax(dim=1))


def _normaliser_without_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred - y_pred.exp().sum(dim=1, keepdim=True))


def _mean_in_normaliser(y_pred: Tensor, y_true: Tensor) -> Tensor:
    total = y_pred.logsumexp(dim=1, keepdim=True) - math.log(y_pred.shape[1])
    return _average(y_true, y_pred - total)


def _normaliser_only(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return y_pred.logsumexp(dim=1).mean()


def _squared_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.softmax(dim=1) - y_true).square().sum(dim=1).mean()


def _epsilon_in_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, (y_pred.softmax(dim=1) + 1e-8).log())


def _through_probabilities(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.softmax(dim=1).log())


def _no_gradient(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _right(y_pred.detach(), y_true) + (0 * y_pred).sum()


def _every_pair(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -y_pred.log_softmax(dim=1)[:, y_true.argmax(dim=1)].mean()


def _classes_balanced(y_pred: Tensor, y_true: Tensor) -> Tensor:
    weights = (y_true / y_true.sum(dim=0).clamp(min=1)).sum(dim=1)
    per_sample = -(y_true * y_pred.log_softmax(dim=1)).sum(dim=1)
    return (weights * per_sample).sum() / weights.sum()


WRONG = {
    "softmax-missing": instead(
        _softmax_missing,
        "The raw logits are used as if they were log-probabilities. They are not "
        "normalised, so raising every logit lowers the loss without making any class more "
        "likely.",
        "把原始 logits 当成了对数概率。它们没有归一化，把所有 logits 一起抬高就能压低损失，"
        "而没有哪个类别变得更可能。",
    ),
    "softmax-twice": instead(
        _softmax_twice,
        "Softmax is applied twice. The second one sees numbers between 0 and 1 only, so "
        "even a perfect prediction keeps a large loss and the gradients are weak.",
        "softmax 做了两遍。第二遍看到的只是 0 到 1 之间的数，预测再准损失也降不下去，梯度也很弱。",
    ),
    "softmax-over-batch": instead(
        _softmax_over_batch,
        "The softmax runs along the batch, so samples compete with each other instead of "
        "classes. The loss of one sample then depends on which others happen to be in the "
        "batch.",
        "softmax 沿着批次那个轴做了，成了样本之间而不是类别之间的竞争。一个样本的损失会随同"
        "批的其他样本而变。",
    ),
    "softmax-over-all": instead(
        _softmax_over_all,
        "One softmax runs over the whole batch and all classes at once. The probabilities "
        "of a single sample do not sum to 1.",
        "对整个批次的全部元素一起做了一次 softmax，单个样本的概率加起来不等于 1。",
    ),
    "mean-over-classes": instead(
        _mean_over_classes,
        "The mean runs over all N x C entries, most of them zeros, instead of the sum over "
        "classes and the mean over samples. The loss shrinks by the number of classes, and "
        "so does every gradient.",
        "对全部 N×C 个元素取了平均（其中大多是零），而不是先沿类别求和、再对样本平均。损失"
        "和所有梯度都缩小到类别数分之一。",
    ),
    "logits-as-probabilities": instead(
        _logits_as_probabilities,
        "The logits are clamped into (0, 1) and taken for probabilities. Nothing is "
        "normalised, and wherever the clamp bites there is no gradient.",
        "把 logits 截断到 (0, 1) 就当概率用了。它们没有归一化，被截断的地方也没有梯度。",
    ),
    "sigmoid-for-softmax": instead(
        _sigmoid_for_softmax,
        "Each logit goes through its own sigmoid. The classes do not compete, so raising "
        "the true class never lowers the others; with only the true class in the sum "
        "nothing pushes them down.",
        "每个 logit 各自过了 sigmoid，类别之间没有竞争。求和里又只有真实类别，别的类别没人往下压。",
    ),
    "binary-terms": instead(
        _binary_terms,
        "Terms for the false classes, log(1 - p), are added as in binary cross-entropy. "
        "Softmax already makes the classes share one probability; the false ones are "
        "punished twice.",
        "像二元交叉熵那样给错误类别加上了 log(1 - p)。softmax 已经让各类别分享同一份概率，"
        "错误类别等于被罚了两次。",
    ),
    "predicted-class": instead(
        _predicted_class,
        "The most likely class is picked, not the true one. The labels are never used; the "
        "loss only rewards confidence, right or wrong.",
        "挑的是概率最大的类别，不是真实类别。标签根本没用上，损失只奖励自信，不论对错。",
    ),
    "label-smoothing": instead(
        _label_smoothing,
        "The labels are smoothed by 0.1. That is a regulariser one may choose, but it is "
        "another loss; its minimum is no longer at certainty.",
        "标签做了 0.1 的平滑。它是一种可选的正则化，但已是另一个损失，最小值不再落在完全确定处。",
    ),
    "normaliser-without-log": instead(
        _normaliser_without_log,
        "The sum of exponentials is subtracted without its logarithm, so the penalty for "
        "the other logits grows exponentially instead of about linearly.",
        "减去的是指数之和，忘了给它取对数。对其他 logits 的惩罚成了指数级，而不是大致线性。",
    ),
    "mean-in-normaliser": instead(
        _mean_in_normaliser,
        "The normaliser averages the exponentials instead of summing them. The gradient is "
        "right, but the loss is too low by log C and can become negative.",
        "归一化项对指数取了平均而不是求和。梯度没错，但损失小了 log C，还可能为负。",
    ),
    "normaliser-only": instead(
        _normaliser_only,
        "Only the log-sum-exp is left; the logit of the true class is never subtracted. "
        "The labels have no influence, and pushing all logits down is all there is to "
        "learn.",
        "只剩 log-sum-exp，没有减去真实类别的 logit。标签不起作用，模型只会把所有 logits 一"
        "起往下压。",
    ),
    "squared-error": instead(
        _squared_error,
        "Probabilities and labels are compared by squared error (the Brier score). It is "
        "bounded, so a confident mistake gets almost no gradient.",
        "用平方误差去比较概率和标签（Brier 分数）。它有上界，自信地答错几乎得不到梯度。",
    ),
    "epsilon-in-log": instead(
        _epsilon_in_log,
        "A tiny epsilon guards the logarithm. The result stays finite, but once a "
        "probability underflows the loss is stuck near 18 and the gradient is zero, just "
        "when the model is most wrong.",
        "对数里放了一个很小的 epsilon。结果虽然不溢出，可概率一旦下溢，损失就停在 18 附近、"
        "梯度为零，偏偏是在错得最狠的时候。",
    ),
    "through-probabilities": instead(
        _through_probabilities,
        "The probabilities are computed first and their logarithm afterwards. At large "
        "logits they underflow to 0, whose logarithm is infinite, or 0 times infinity, "
        "which is NaN.",
        "先算出概率，再对它取对数。logits 一大概率就下溢成 0，它的对数是无穷，乘上 0 就成了 NaN。",
    ),
    "no-gradient": instead(
        _no_gradient,
        "The number is right, but it no longer depends on `y_pred` as far as autograd can "
        "see. Training with it changes nothing.",
        "数值对，但在 autograd 看来它与 `y_pred` 已经无关，用它训练什么也不会变。",
    ),
    "every-pair": instead(
        _every_pair,
        "Indexing the columns by the true classes pairs every sample with every target "
        "of the batch; each row should be asked for its own.",
        "用真实类别去索引列，等于让每个样本配上批次里所有的目标；每一行只该取自己的那个。",
    ),
    "classes-balanced": instead(
        _classes_balanced,
        "Classes are averaged first, so that a rare one counts as much as a frequent "
        "one. That is a weighting one may choose; here every sample counts the same.",
        "先在各类别内部平均，于是少见的类别和常见的一样重。这是一种可选的加权；这里每个"
        "样本的分量应当相同。",
    ),
}
