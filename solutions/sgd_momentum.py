"""One step of stochastic gradient descent with momentum, in the form of torch.optim.SGD.

Sutskever, Martens, Dahl, Hinton: On the importance of initialization and momentum in deep
learning (2013), with the learning rate outside of the momentum."""

import torch
from torch import Tensor

from solutions import edit


def sgd_step(
    param: Tensor,
    grad: Tensor,
    buffer: Tensor,
    lr: float,
    momentum: float,
    weight_decay: float,
    nesterov: bool,
) -> tuple[Tensor, Tensor]:
    """New parameters and momentum [N] of parameters, gradients and momentum [N]."""
    slope = grad + weight_decay * param
    moved = momentum * buffer + slope
    update = slope + momentum * moved if nesterov else moved
    return param - lr * update, moved


def oracle(
    param: Tensor,
    grad: Tensor,
    buffer: Tensor,
    *,
    lr: float,
    momentum: float,
    weight_decay: float,
    nesterov: bool,
) -> tuple[Tensor, Tensor]:
    """PyTorch's own optimiser, its momentum set to that before the step."""
    leaf = param.detach().clone().requires_grad_()
    leaf.grad = grad.detach().clone()
    optimizer = torch.optim.SGD(
        [leaf], lr, momentum, weight_decay=weight_decay, nesterov=nesterov, foreach=False
    )
    optimizer.state[leaf]["momentum_buffer"] = buffer.detach().clone()
    optimizer.step()
    return leaf.detach(), optimizer.state[leaf]["momentum_buffer"]


WRONG = {
    "moving-average": edit(
        "momentum * buffer + slope",
        "momentum * buffer + (1 - momentum) * slope",
        "The gradient enters with 1 − momentum, as in a moving average: the steps are ten times smaller at 0.9.",
        "梯度乘了 1 − momentum 才加入，那是滑动平均：取 0.9 时步子小了十倍。",
    ),
    "rate-inside": edit(
        "momentum * buffer + slope",
        "momentum * buffer + lr * slope",
        "The learning rate is inside the momentum and is multiplied again in the update.",
        "学习率放进了动量里面，更新时又乘了一次。",
    ),
    "decay-missing": edit(
        "grad + weight_decay * param",
        "grad",
        "The weight decay is missing.",
        "少了权重衰减。",
    ),
    "decay-after-momentum": edit(
        "slope = grad + weight_decay * param\n    moved = momentum * buffer + slope",
        "slope = grad\n    moved = momentum * buffer + slope\n    param = param - lr * weight_decay * param",
        "The decay shrinks the parameters directly and does not enter the momentum: that is decoupled decay, as in AdamW.",
        "衰减直接作用在参数上，没有进入动量：那是 AdamW 式的解耦衰减。",
    ),
    "nesterov-ignored": edit(
        "slope + momentum * moved if nesterov else moved",
        "moved",
        "Nesterov's form has no influence.",
        "nesterov 参数不起作用。",
    ),
    "old-momentum": edit(
        "momentum * moved if nesterov else moved",
        "momentum * moved if nesterov else buffer",
        "The step is taken with the momentum from before; the new gradient counts a step too late.",
        "走的是更新前的动量；新的梯度晚了一步才起作用。",
    ),
    "uphill": edit(
        "param - lr * update",
        "param + lr * update",
        "The step goes up the gradient.",
        "步子走反了，沿梯度上升。",
    ),
}
