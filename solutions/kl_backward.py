"""KL divergence of two softmax distributions with both gradients in closed form."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


class KLFunction(torch.autograd.Function):
    """KL divergence of Q from P, logits [N, C] each: mean over the batch."""

    @staticmethod
    def forward(ctx: Any, q_logits: Tensor, p_logits: Tensor) -> Tensor:
        log_q = torch.log_softmax(q_logits, dim=-1)
        log_p = torch.log_softmax(p_logits, dim=-1)
        ratio = log_p - log_q
        divergence = (log_p.exp() * ratio).sum(dim=-1, keepdim=True)
        ctx.save_for_backward(log_q, log_p, divergence)
        return divergence.mean()

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor]:
        log_q, log_p, divergence = ctx.saved_tensors
        q, p = log_q.exp(), log_p.exp()
        of_q = (q - p) / q.shape[0]
        of_p = p * (log_p - log_q - divergence) / p.shape[0]
        return of_q * grad, of_p * grad


def oracle(q_logits: Tensor, p_logits: Tensor) -> Tensor:
    """PyTorch's own, through autograd."""
    log_p = F.log_softmax(p_logits, dim=1)
    return F.kl_div(F.log_softmax(q_logits, dim=1), log_p, reduction="batchmean", log_target=True)


WRONG = {
    "sign-reversed": edit(
        "of_q = (q - p)",
        "of_q = (p - q)",
        "P minus Q: a step along the gradient drives Q away from P.",
        "写成了 P 减 Q：沿梯度走一步，Q 会远离 P。",
    ),
    "mean-not-subtracted": edit(
        "log_p - log_q - divergence",
        "log_p - log_q",
        "The sum over the classes is not subtracted: a softmax has to be differentiated, and its gradient sums to 0 along a row.",
        "没有减去对类别的和：这里要对 softmax 求导，它的梯度沿每行之和为 0。",
    ),
    "one-not-cancelled": edit(
        "log_p - log_q - divergence",
        "log_p - log_q + 1 - divergence",
        "The 1 from differentiating P log P is left over; it cancels in the softmax.",
        "对 P log P 求导得到的 1 留了下来；经过 softmax 它应当消掉。",
    ),
    "weight-missing": edit(
        "p * (log_p - log_q - divergence)",
        "(log_p - log_q - divergence)",
        "The probability in front is missing: classes that hardly occur get the largest gradients.",
        "前面少了概率：几乎不出现的类别反而得到最大的梯度。",
    ),
    "true-side-missing": edit(
        "of_q * grad, of_p * grad",
        "of_q * grad, None",
        "The logits of P get no gradient; both are arguments here.",
        "P 的 logits 没有得到梯度；这里两边都是参数。",
    ),
    "mean-not-differentiated": edit(
        "(q - p) / q.shape[0]",
        "(q - p)",
        "The gradient of Q is not divided by the number of samples.",
        "Q 的梯度没有除以样本数。",
    ),
    "mean-over-all": edit(
        "(q - p) / q.shape[0]",
        "(q - p) / q.numel()",
        "The gradient of Q is divided by N times C; the classes are summed.",
        "Q 的梯度除以了 N 乘 C；类别是求和的。",
    ),
}
