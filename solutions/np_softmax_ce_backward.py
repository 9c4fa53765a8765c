"""The gradient of softmax cross-entropy in NumPy: probabilities less one-hot labels, over N."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit, instead


def softmax_cross_entropy_grad(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The derivative [N, C] of the mean cross-entropy of logits [N, C] and class ids [N]."""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    grad = e / e.sum(axis=1, keepdims=True)
    grad[np.arange(len(y)), y] -= 1
    return grad / len(y)


def oracle(x: Tensor, y: Tensor) -> Tensor:
    """PyTorch's own loss, differentiated by it."""
    return torch.func.grad(F.cross_entropy)(x, y)


def _softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _true_class_alone(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    rows, grad = np.arange(len(y)), np.zeros_like(x)
    grad[rows, y] = (_softmax(x)[rows, y] - 1) / len(y)
    return grad


def _of_the_probabilities(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    rows, grad = np.arange(len(y)), np.zeros_like(x)
    grad[rows, y] = -1 / _softmax(x)[rows, y] / len(y)
    return grad


WRONG = {
    "of-the-sum": edit(
        "return grad / len(y)",
        "return grad",
        "This is the gradient of the losses added up. Of their mean it is smaller by the number of samples.",
        "这是各样本损失之和的梯度；平均损失的梯度还要除以样本数。",
    ),
    "over-all-entries": edit(
        "return grad / len(y)",
        "return grad / grad.size",
        "It is divided by all entries; the mean is over the samples only, and a sample's classes belong together.",
        "除以了全部元素个数；平均只对样本取，一个样本的各个类别属于同一项损失。",
    ),
    "uphill": edit(
        "return grad / len(y)",
        "return -grad / len(y)",
        "The sign is turned round: that is labels less probabilities, the step and not the gradient.",
        "符号反了：这是标签减概率，是更新的方向，不是梯度。",
    ),
    "every-pair": edit(
        "grad[np.arange(len(y)), y] -= 1",
        "grad[:, y] -= 1",
        "`[:, y]` takes 1 from the classes of the whole batch in every row; each row has one true class.",
        "`[:, y]` 在每一行都减掉了整个批次的类别；每行只有一个真实类别。",
    ),
    "true-class-alone": instead(
        _true_class_alone,
        "Only the entry of the true class has a gradient here. Every logit stands in the denominator of the softmax, so the others are pushed down.",
        "只有真实类别那一项有梯度。每个 logit 都在 softmax 的分母里，其余类别也应当被压低。",
    ),
    "of-the-probabilities": instead(
        _of_the_probabilities,
        "That is the derivative with respect to the probabilities. The softmax has still to be gone back through.",
        "这是对概率的导数，还没有经过 softmax 反传。",
    ),
    "labels-left-out": edit(
        "grad[np.arange(len(y)), y] -= 1",
        "pass",
        "The labels are not subtracted. What is returned is the probabilities, the gradient of the log-sum-exp alone.",
        "没有减去标签。返回的是概率，也就是 log-sum-exp 单独的梯度。",
    ),
}
