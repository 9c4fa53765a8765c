"""One step of gradient descent for logistic regression in NumPy, mean over the samples."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def logistic_step(
    X: np.ndarray, y: np.ndarray, w: np.ndarray, b: np.ndarray, lr: float
) -> tuple[np.ndarray, float]:
    """Weights [D] and bias after a step down the binary cross-entropy of samples [N, D] with
    labels [N] of 0 and 1."""
    z = X @ w + b
    small = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1, small) / (1 + small)
    error = (p - y) / len(y)
    return w - lr * X.T @ error, b - lr * error.sum()


def oracle(X: Tensor, y: Tensor, w: Tensor, b: Tensor, lr: float) -> tuple[Tensor, Tensor]:
    """PyTorch's own loss, differentiated by it."""

    def loss(w: Tensor, b: Tensor) -> Tensor:
        return F.binary_cross_entropy_with_logits(X @ w + b, y)

    of_w, of_b = torch.func.grad(loss, argnums=(0, 1))(w, b)
    return w - lr * of_w, b - lr * of_b


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Weights that are small or, as often, large: with large samples a logit is past where the
    exponential of float32 ends."""
    d = sizes["D"]
    if bool(draw.coin()):
        return {"w": draw.kind("values", d)}
    return {"w": draw.kind("signs", d) * draw.uniform(d, low=4.0, high=8.0)}


WRONG = {
    "summed": edit(
        "(p - y) / len(y)",
        "p - y",
        "The errors are summed over the batch, not averaged: twice the batch, twice the step.",
        "误差对批次求了和而没有平均：批次大一倍，步子就大一倍。",
    ),
    "uphill": edit(
        "(p - y) / len(y)",
        "(y - p) / len(y)",
        "The step goes uphill: label less probability is taken for the slope, and then subtracted.",
        "方向反了：把标签减概率当成斜率，又减了它，损失会变大。",
    ),
    "bias-left-alone": edit(
        "b - lr * error.sum()",
        "b + 0 * error.sum()",
        "The bias is returned as it came. It is a parameter like the weights, of a column of ones.",
        "偏置原样返回了。它也是参数，相当于一列全为 1 的输入的权重。",
    ),
    "bias-averaged-twice": edit(
        "b - lr * error.sum()",
        "b - lr * error.mean()",
        "The errors hold 1/N already; their mean divides the bias's step by N once more.",
        "误差里已经除过 N，再取平均，偏置的步子又被除了一次 N。",
    ),
    "bias-not-in-the-logit": edit(
        "X @ w + b",
        "X @ w",
        "The bias is not added to the logits, so the probabilities are those of another model.",
        "logits 里没有加偏置，概率就成了另一个模型的。",
    ),
    "slope-of-the-sigmoid": edit(
        "(p - y) / len(y)",
        "(p - y) * p * (1 - p) / len(y)",
        "The slope of the sigmoid is multiplied in. That is the gradient of half the squared error; in cross-entropy it cancels.",
        "多乘了 sigmoid 的导数。那是二分之一平方误差的梯度；交叉熵里它会抵消。",
    ),
    "decided-first": edit(
        "(p - y) / len(y)",
        "((z > 0) - y) / len(y)",
        "The probability is rounded to a decision before the error is taken. That is the perceptron's step.",
        "先把概率变成了 0/1 的判定再算误差，那是感知机的更新。",
    ),
    "bias-at-full-rate": edit(
        "b - lr * error.sum()",
        "b - error.sum()",
        "The step of the bias is not multiplied by the learning rate.",
        "偏置的步子没有乘学习率。",
    ),
}
