"""Cross-entropy against class ids with its gradient in closed form."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


class CrossEntropyFunction(torch.autograd.Function):
    """Mean cross-entropy of logits [N, C] against class ids [N]."""

    @staticmethod
    def forward(ctx: Any, logits: Tensor, target: Tensor) -> Tensor:
        log_probs = torch.log_softmax(logits, dim=-1)
        ctx.save_for_backward(log_probs, target)
        return -log_probs.gather(1, target.unsqueeze(1)).mean()

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None]:
        log_probs, target = ctx.saved_tensors
        probs = log_probs.exp()
        hot = F.one_hot(target, probs.shape[1]).to(probs.dtype)
        slope = (probs - hot) / target.numel() * grad
        return slope, None


def oracle(logits: Tensor, target: Tensor) -> Tensor:
    """PyTorch's own, through autograd."""
    return F.cross_entropy(logits, target)


WRONG = {
    "target-not-subtracted": edit(
        "probs - hot",
        "probs",
        "The 1 of the true class is not subtracted: every logit is pushed down, the right one too.",
        "没有减去真实类别的 1：所有 logit 都被压低，包括正确的那个。",
    ),
    "sign-reversed": edit(
        "probs - hot",
        "hot - probs",
        "One-hot minus probability: a step along it makes the loss larger.",
        "写成了 one-hot 减概率：沿它走一步损失会变大。",
    ),
    "mean-over-all": edit(
        "/ target.numel()",
        "/ probs.numel()",
        "The gradient is divided by N times C; the mean runs over the samples only.",
        "梯度除以了 N 乘 C；平均只对样本取。",
    ),
    "mean-not-differentiated": edit(
        "/ target.numel()",
        "",
        "The gradient is not divided by the number of samples: that is the gradient of the sum.",
        "梯度没有除以样本数：那是求和的梯度。",
    ),
    "true-class-only": edit(
        "probs - hot",
        "hot * (probs - hot)",
        "Only the true logit gets a gradient; the others have to go down by their probabilities.",
        "只有真实类别的 logit 得到梯度；其余的应当按各自的概率下降。",
    ),
    "of-the-probability": edit(
        "probs - hot",
        "-hot / probs",
        "That is the gradient of the probabilities, -1/p at the true class; the softmax is not differentiated.",
        "这是对概率的梯度（真实类别处为 -1/p），还没有对 softmax 求导。",
    ),
}
