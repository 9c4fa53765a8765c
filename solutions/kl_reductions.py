"""KL divergence from log-probabilities and probabilities, under PyTorch's four reductions."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def my_kl_div(log_q: Tensor, p: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Terms [N, C], their sum, the mean over samples and the mean over elements."""
    pointwise = torch.xlogy(p, p) - p * log_q
    total = pointwise.sum()
    return pointwise, total, total / p.shape[0], total / p.numel()


def oracle(log_q: Tensor, p: Tensor) -> tuple[Tensor, ...]:
    """PyTorch's own, once for each reduction."""
    return tuple(
        F.kl_div(log_q, p, reduction=reduction)
        for reduction in ("none", "sum", "batchmean", "mean")
    )


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Probabilities of which some are exactly 0, and at least one in every row is not."""
    p = draw.kind("probabilities", sizes["N"], sizes["C"])
    gone = draw.coin(sizes["N"], sizes["C"], chance=0.3)
    gone.scatter_(1, p.argmax(dim=1, keepdim=True), False)
    p = torch.where(gone, 0.0, p)
    return {"p": p / p.sum(dim=1, keepdim=True)}


WRONG = {
    "zero-not-handled": edit(
        "torch.xlogy(p, p)",
        "p * torch.log(p)",
        "Where a probability is exactly 0 its logarithm is -inf, and 0 times -inf is nan; that term "
        "is 0.",
        "概率恰为 0 时对数是 -inf，0 乘 -inf 得 nan；这一项应当是 0。",
    ),
    "logarithm-twice": edit(
        "p * log_q",
        "p * torch.log_softmax(log_q.exp(), dim=-1)",
        "The log-probabilities are turned into probabilities and normalised again.",
        "把对数概率变回概率又归一化了一次。",
    ),
    "epsilon-in-log": edit(
        "torch.xlogy(p, p)",
        "p * torch.log(p + 1e-3)",
        "An epsilon inside the logarithm keeps it finite and makes every term a little wrong.",
        "对数里的 epsilon 避免了无穷，却让每一项都偏了一点。",
    ),
    "entropy-missing": edit(
        "torch.xlogy(p, p) - p * log_q",
        "-p * log_q",
        "The term with log P is missing: that is the cross-entropy, which has the same gradient and "
        "another value.",
        "少了 log P 那一项：这是交叉熵，梯度相同，数值不同。",
    ),
    "argument-exponentiated": edit(
        "p * log_q",
        "p * torch.exp(log_q)",
        "The first argument is taken out of the logarithm; the formula wants it as a logarithm.",
        "对第一个参数取了指数；公式里要的就是它的对数。",
    ),
    "batchmean-per-element": edit(
        "total / p.shape[0]",
        "total / p.numel()",
        "`batchmean` is divided by the number of elements; it is the mean over samples only.",
        "`batchmean` 除以了元素个数；它只对样本取平均。",
    ),
    "mean-per-sample": edit(
        "total / p.numel()",
        "total / p.shape[0]",
        "`mean` is divided by the number of samples; PyTorch's divides by all N times C elements.",
        "`mean` 除以了样本数；PyTorch 除以的是全部 N 乘 C 个元素。",
    ),
    "rows-summed": edit(
        "return pointwise, total",
        "return pointwise.sum(dim=1, keepdim=True).expand_as(p), total",
        "The unreduced result holds row sums; it has a term for every entry.",
        "不归约的结果里放的是每行之和；它应当逐项给出。",
    ),
}
