"""Binary cross-entropy of logits in NumPy with its gradient, mean over the samples."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit, instead


def bce_with_logits(x: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean binary cross-entropy of logits [N] and labels [N] of 0 and 1, and its derivative
    [N] with respect to the logits."""
    small = np.exp(-np.abs(x))
    losses = np.maximum(x, 0) - x * y + np.log1p(small)
    p = np.where(x >= 0, 1, small) / (1 + small)
    return losses.mean(), (p - y) / len(y)


def oracle(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """PyTorch's own loss, differentiated by it."""
    loss = F.binary_cross_entropy_with_logits
    return loss(x, y), torch.func.grad(loss)(x, y)


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * x))


def _through_probabilities(x: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    p = np.clip(_sigmoid(x), 1e-7, 1 - 1e-7)
    loss = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
    return loss, (p - y) / len(y)


def _positive_labels_alone(x: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    return (y * np.logaddexp(0, -x)).mean(), y * (_sigmoid(x) - 1) / len(y)


WRONG = {
    "through-probabilities": instead(
        _through_probabilities,
        "The loss goes through probabilities that are kept off 0 and 1: however wrong a sample is, it costs 16 at most.",
        "损失经过了截断在 0 和 1 之内的概率：样本错得再离谱，损失最多也只有 16。",
    ),
    "positive-labels-alone": instead(
        _positive_labels_alone,
        "Only samples with label 1 cost anything. The half for label 0 is missing, and nothing ever pulls a logit down.",
        "只有标签为 1 的样本有代价，漏了标签为 0 的那一半，没有什么会把 logit 往下拉。",
    ),
    "gradient-of-the-sum": edit(
        "(p - y) / len(y)",
        "p - y",
        "The loss is the mean, but the gradient is that of the sum: it lacks 1/N.",
        "损失取了平均，梯度却是总和的梯度，少了 1/N。",
    ),
    "slope-of-the-sigmoid": edit(
        "(p - y) / len(y)",
        "(p - y) * p * (1 - p) / len(y)",
        "The slope of the sigmoid is multiplied in. That belongs to the squared error; in cross-entropy it cancels.",
        "梯度里多乘了 sigmoid 的导数。平方误差才需要；交叉熵里它会抵消。",
    ),
    "of-the-probabilities": edit(
        "(p - y) / len(y)",
        "(p - y) / (p * (1 - p) + 1e-12) / len(y)",
        "That is the derivative with respect to the probabilities. The sigmoid has still to be gone back through.",
        "这是对概率的导数，还没有经过 sigmoid 反传。",
    ),
    "uphill": edit(
        "(p - y) / len(y)",
        "(y - p) / len(y)",
        "The gradient is turned round: labels less probabilities is the step, not the slope.",
        "梯度的符号反了：标签减概率是更新的方向，不是导数。",
    ),
    "decided-first": edit(
        "(p - y) / len(y)",
        "((x > 0) - y) / len(y)",
        "The gradient takes a decision for the probability: a sample that is right but unsure no longer counts.",
        "梯度里用 0/1 的判定代替了概率：分对但没把握的样本不再起作用。",
    ),
    "sign-kept-in-the-exponent": edit(
        "np.log1p(small)",
        "np.log1p(np.exp(-np.clip(x, -80, None)))",
        "The exponent is −x and not −|x|. For a positive logit that is the same; a negative one pays its size once more.",
        "指数里是 −x 而不是 −|x|。logit 为正时没有区别，为负时却多算了一次它的绝对值。",
    ),
}
