"""One step of AdamW with the decay times the learning rate, in the form of torch.optim.AdamW.

Loshchilov, Hutter: Decoupled Weight Decay Regularization (2019)."""

from typing import Any

import torch
from torch import Tensor

from solutions import edit, instead


def adamw_step(
    param: Tensor,
    grad: Tensor,
    first: Tensor,
    second: Tensor,
    lr: float,
    weight_decay: float,
    beta1: float,
    beta2: float,
    eps: float,
    step: int,
) -> tuple[Tensor, Tensor, Tensor]:
    """New parameters and means [N] of parameters, gradients and the means [N] kept so far."""
    mean = beta1 * first + (1 - beta1) * grad
    square = beta2 * second + (1 - beta2) * grad.square()
    root = torch.sqrt(square / (1 - beta2**step))
    ratio = mean / (1 - beta1**step) / (root + eps)
    return param - lr * weight_decay * param - lr * ratio, mean, square


def oracle(
    param: Tensor,
    grad: Tensor,
    first: Tensor,
    second: Tensor,
    *,
    lr: float,
    weight_decay: float,
    beta1: float,
    beta2: float,
    eps: float,
    step: int,
) -> tuple[Tensor, Tensor, Tensor]:
    """PyTorch's own optimiser, its state set to that before the step."""
    leaf = param.detach().clone().requires_grad_()
    leaf.grad = grad.detach().clone()
    optimizer = torch.optim.AdamW(
        [leaf], lr, (beta1, beta2), eps, weight_decay=weight_decay, foreach=False
    )
    state = optimizer.state[leaf]
    state["step"] = torch.tensor(float(step - 1))
    state["exp_avg"] = first.detach().clone()
    state["exp_avg_sq"] = second.detach().clone()
    optimizer.step()
    return leaf.detach(), state["exp_avg"], state["exp_avg_sq"]


def _adam_with_l2(
    param: Tensor, grad: Tensor, first: Tensor, second: Tensor, **init: Any
) -> tuple[Tensor, Tensor, Tensor]:
    decayed = grad + init["weight_decay"] * param
    return adamw_step(param, decayed, first, second, **{**init, "weight_decay": 0.0})


WRONG = {
    "decay-in-the-gradient": edit(
        "mean = beta1 * first",
        "grad = grad + weight_decay * param\n    mean = beta1 * first",
        "The decay is added to the gradient too, as in Adam with L2: it passes through both means and is divided by the root.",
        "衰减还并进了梯度，那是带 L2 的 Adam：它会经过两个滑动平均，再被平方根除掉。",
    ),
    "decay-missing": edit(
        "param - lr * weight_decay * param - lr * ratio",
        "param - lr * ratio",
        "The weight decay is missing: that is Adam.",
        "少了权重衰减：那是 Adam。",
    ),
    "decay-without-rate": edit(
        "lr * weight_decay * param",
        "weight_decay * param",
        "The decay is not multiplied by the learning rate.",
        "权重衰减没有乘学习率。",
    ),
    "not-corrected": edit(
        "root = torch.sqrt(square / (1 - beta2**step))\n    ratio = mean / (1 - beta1**step) / (root + eps)",
        "root = torch.sqrt(square)\n    ratio = mean / (root + eps)",
        "The means are not corrected for their start at 0.",
        "两个滑动平均没有做偏差修正；它们是从 0 开始的。",
    ),
    "corrected-once": edit(
        "square / (1 - beta2**step)",
        "square",
        "Only the first mean is corrected: the first steps are far too large.",
        "只修正了一阶滑动平均：头几步会大得离谱。",
    ),
    "eps-under-the-root": edit(
        "root = torch.sqrt(square / (1 - beta2**step))\n    ratio = mean / (1 - beta1**step) / (root + eps)",
        "root = torch.sqrt(square / (1 - beta2**step) + eps)\n    ratio = mean / (1 - beta1**step) / root",
        "eps stands under the root; it is added to the root.",
        "eps 放进了根号里面；它应加在平方根上。",
    ),
    "eps-before-correction": edit(
        "root = torch.sqrt(square / (1 - beta2**step))\n    ratio = mean / (1 - beta1**step) / (root + eps)",
        "root = torch.sqrt(square) + eps\n    ratio = mean / (1 - beta1**step) / root * (1 - beta2**step) ** 0.5",
        "eps is added before the bias is corrected, so that it counts for more at the first steps.",
        "eps 在偏差修正之前就加上了，头几步里它的分量会更大。",
    ),
    "root-missing": edit(
        "torch.sqrt(square / (1 - beta2**step))",
        "(square / (1 - beta2**step))",
        "The step is divided by the mean square, not by its root.",
        "除以的是平方的平均，没有开方。",
    ),
    "means-corrected-and-kept": edit(
        "lr * ratio, mean, square",
        "lr * ratio, mean / (1 - beta1**step), square / (1 - beta2**step)",
        "The corrected means are given back: at the next step they would be corrected again.",
        "返回的是修正后的滑动平均：下一步会再修正一遍。",
    ),
    "steps-from-zero": edit(
        "root = torch.sqrt(square / (1 - beta2**step))\n    ratio = mean / (1 - beta1**step) / (root + eps)",
        "root = torch.sqrt(square / (1 - beta2 ** (step + 1)))\n    ratio = mean / (1 - beta1 ** (step + 1)) / (root + eps)",
        "The power is one too high: steps count from 1 here, so the first is corrected by 1 − beta.",
        "指数多了 1：这里步数从 1 数起，第一步应除以 1 − beta。",
    ),
    "decay-in-the-gradient-alone": instead(
        _adam_with_l2,
        "The decay stands in the gradient alone: that is Adam with L2, where it passes through both means and is divided by the root. AdamW takes it off the parameter itself.",
        "衰减只并进了梯度：那是带 L2 的 Adam，它要经过两个滑动平均，再被平方根除掉。AdamW 直接从参数里减去。",
    ),
}
