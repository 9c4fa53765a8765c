"""A network of two layers in NumPy, forwards and backwards: cross-entropy and all gradients."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def mlp_backprop(
    X: np.ndarray,
    y: np.ndarray,
    W1: np.ndarray,
    b1: np.ndarray,
    W2: np.ndarray,
    b2: np.ndarray,
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The mean cross-entropy of samples [N, D] with classes [N] under layers of weights [D, H] and
    [H, C] with a ReLU between them, and its derivatives with respect to weights and biases."""
    rows = np.arange(len(y))
    hidden = np.maximum(X @ W1 + b1, 0)
    logits = hidden @ W2 + b2
    shifted = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    loss = (np.log(e.sum(axis=1)) - shifted[rows, y]).mean()
    probs = e / e.sum(axis=1, keepdims=True)
    grad = probs.copy()
    grad[rows, y] -= 1
    grad = grad / len(y)
    back = (grad @ W2.T) * (hidden > 0)
    return loss, X.T @ back, back.sum(axis=0), hidden.T @ grad, grad.sum(axis=0)


def oracle(
    X: Tensor, y: Tensor, W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor
) -> tuple[Tensor, ...]:
    """PyTorch's own layers, differentiated by it."""

    def loss(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> Tensor:
        return F.cross_entropy(F.linear(F.relu(F.linear(X, W1.T, b1)), W2.T, b2), y)

    slopes = torch.func.grad(loss, argnums=(0, 1, 2, 3))(W1, b1, W2, b2)
    return loss(W1, b1, W2, b2), *slopes


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Weights that keep the logits moderate however wide a layer is; as often as not a unit that
    is exactly 0 for every sample, and biases past where the exponential of float32 ends."""
    d, h, c = sizes["D"], sizes["H"], sizes["C"]
    found = {
        "W1": draw.kind("values", d, h) / d**0.5,
        "b1": draw.kind("values", h),
        "W2": draw.kind("values", h, c) / h**0.5,
        "b2": draw.kind("values", c),
    }
    if bool(draw.coin()):
        unit = int(draw.whole(0, h - 1))
        found["W1"][:, unit] = 0
        found["b1"][unit] = 0
    if bool(draw.coin(chance=0.3)):
        found["b2"] = found["b2"] + 100 * draw.kind("signs", c)
    return found


WRONG = {
    "slope-one-at-zero": edit(
        "(hidden > 0)",
        "(hidden >= 0)",
        "The mask is true for every activation, since none is below 0: the gradient goes through the ReLU as if it were not there.",
        "激活值没有小于 0 的，这个掩码处处为真：梯度穿过 ReLU，好像它不存在。",
    ),
    "mask-of-the-gradient": edit(
        "(grad @ W2.T) * (hidden > 0)",
        "np.maximum(grad @ W2.T, 0) + 0 * hidden",
        "The ReLU is applied to the gradient. What decides is whether the unit was on in the way forward, not the sign of what comes back.",
        "把 ReLU 用在了梯度上。决定能否通过的是前向时单元是否激活，而不是回传梯度的符号。",
    ),
    "multiplied-by-the-activation": edit(
        "(hidden > 0)",
        "hidden",
        "The gradient is multiplied by the activations themselves; the derivative of the ReLU is 0 or 1.",
        "梯度乘了激活值本身；ReLU 的导数只有 0 和 1。",
    ),
    "biases-averaged": edit(
        "back.sum(axis=0), hidden.T @ grad, grad.sum(axis=0)",
        "back.mean(axis=0), hidden.T @ grad, grad.mean(axis=0)",
        "The gradients of the biases are averaged over the samples. 1/N is in them already, from the loss.",
        "偏置的梯度又对样本取了平均；损失里的 1/N 已经在其中了。",
    ),
    "not-averaged": edit(
        "grad = grad / len(y)",
        "grad = grad / 1",
        "The loss is the mean over the samples, but the gradients are those of the sum.",
        "损失对样本取了平均，梯度却是总和的梯度。",
    ),
    "labels-left-out": edit(
        "grad[rows, y] -= 1",
        "grad[rows, y] -= 0",
        "The labels do not come into the gradient: what goes back is the probabilities.",
        "梯度里没有标签：传回去的只是概率。",
    ),
    "first-layer-from-the-activations": edit(
        "X.T @ back, back.sum(axis=0)",
        "X.T @ (grad @ W2.T), back.sum(axis=0)",
        "The weights of the first layer get the gradient of the activations. It has still to go through the ReLU.",
        "第一层权重用了激活值的梯度，还没有经过 ReLU。",
    ),
    "second-layer-from-before-the-relu": edit(
        "hidden.T @ grad, grad.sum",
        "(X @ W1 + b1).T @ grad, grad.sum",
        "The gradient of the second layer is made with what went into the ReLU; the layer was given what came out.",
        "第二层的梯度用了 ReLU 之前的值；这一层收到的是 ReLU 之后的值。",
    ),
    "updated-weights": edit(
        "(grad @ W2.T) * (hidden > 0)",
        "(grad @ (W2 - 0.1 * hidden.T @ grad).T) * (hidden > 0)",
        "The second layer was stepped before the gradient went back through it. All gradients belong to the weights of the way forward.",
        "先更新了第二层，梯度再从新权重传回去。所有梯度都应当对应前向时的权重。",
    ),
}
