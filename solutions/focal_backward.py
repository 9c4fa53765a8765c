"""Focal loss with the gradient of its logits in closed form.

Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection (2017), appendix B."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


class FocalFunction(torch.autograd.Function):
    """Focal loss of logits [N, C] against labels 0 or 1, mean over all elements."""

    @staticmethod
    def forward(ctx: Any, logits: Tensor, labels: Tensor, alpha: float, gamma: float) -> Tensor:
        sign = 2 * labels - 1
        alpha_t = alpha * labels + (1 - alpha) * (1 - labels)
        log_pt = F.logsigmoid(sign * logits)
        factor = torch.exp(gamma * F.logsigmoid(-sign * logits))
        ctx.save_for_backward(sign, alpha_t, log_pt, factor, torch.sigmoid(-sign * logits))
        ctx.gamma = gamma
        return -(alpha_t * factor * log_pt).mean()

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None, None, None]:
        sign, alpha_t, log_pt, factor, missed = ctx.saved_tensors
        inner = ctx.gamma * log_pt.exp() * log_pt - missed
        slope = alpha_t * sign * factor * inner / sign.numel()
        return slope * grad, None, None, None


def oracle(logits: Tensor, labels: Tensor, *, alpha: float, gamma: float) -> Tensor:
    """Both labels apart, by softplus, through autograd."""
    positive = F.softplus(logits) - logits  # -log sigmoid(x)
    negative = F.softplus(logits)  # -log(1 - sigmoid(x))
    one = alpha * labels * torch.exp(-gamma * negative) * positive
    other = (1 - alpha) * (1 - labels) * torch.exp(-gamma * positive) * negative
    return (one + other).sum() / logits.numel()


WRONG = {
    "factor-constant": edit(
        "ctx.gamma * log_pt.exp() * log_pt - missed",
        "-missed",
        "The modulating factor is taken for a constant: the path through it is missing.",
        "把调制因子当成了常数：漏掉了经过它的那条路径。",
    ),
    "logarithm-constant": edit(
        "ctx.gamma * log_pt.exp() * log_pt - missed",
        "ctx.gamma * log_pt.exp() * log_pt",
        "The path through the logarithm is missing; only the factor is differentiated.",
        "漏掉了经过对数的那条路径，只对调制因子求了导。",
    ),
    "label-sign-missing": edit(
        "alpha_t * sign * factor",
        "alpha_t * factor",
        "The sign of the label is missing: negatives are pushed the wrong way.",
        "少了标签的符号：负例会被推向错误的方向。",
    ),
    "probability-missing": edit(
        "log_pt.exp() * log_pt",
        "log_pt",
        "The p_t before the logarithm is missing: the slope of the power has it from the sigmoid.",
        "对数前面少了 p_t：它来自 sigmoid 的斜率。",
    ),
    "gamma-missing": edit(
        "ctx.gamma * log_pt.exp()",
        "log_pt.exp()",
        "The exponent does not come down in front of the power when it is differentiated.",
        "对幂求导时，指数没有提到前面来。",
    ),
    "terms-added": edit(
        "log_pt - missed",
        "log_pt + missed",
        "The two paths have opposite signs here; they push the same way.",
        "两条路径的符号写反了；它们的方向应当相同。",
    ),
    "weight-missing": edit(
        "alpha_t * sign * factor",
        "sign * factor",
        "alpha_t is in the loss and not in its gradient.",
        "损失里有 alpha_t，梯度里却没有。",
    ),
    "mean-not-differentiated": edit(
        "/ sign.numel()",
        "",
        "The gradient is not divided by the number of elements.",
        "梯度没有除以元素个数。",
    ),
}
