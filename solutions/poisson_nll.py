"""Poisson negative log-likelihood of logarithms of rates, without its constant, mean over elements."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def poisson_nll(log_rate: Tensor, counts: Tensor) -> Tensor:
    """Loss of logarithms of rates [N] for counts [N]."""
    rate = torch.exp(log_rate)
    per_element = rate - counts * log_rate
    return per_element.mean()


def oracle(log_rate: Tensor, counts: Tensor) -> Tensor:
    """PyTorch's own."""
    return F.poisson_nll_loss(log_rate, counts)


WRONG = {
    "rates-given": edit(
        "rate - counts * log_rate",
        "log_rate - counts * log_rate.clamp(min=1e-8).log() + 0 * rate",
        "The inputs are taken for rates; they are logarithms of rates.",
        "把输入当成了率；它们是率的对数。",
    ),
    "sign-of-the-logarithm": edit(
        "rate - counts * log_rate",
        "rate + counts * log_rate",
        "The term with the counts is added: rates go to 0 whatever is counted.",
        "含计数的项成了相加：不管计数多少，率都会被推向 0。",
    ),
    "likelihood": edit(
        "rate - counts * log_rate",
        "counts * log_rate - rate",
        "That is the log-likelihood; a loss is minus it.",
        "这是对数似然；损失要取负。",
    ),
    "factorial-added": edit(
        "rate - counts * log_rate",
        "rate - counts * log_rate + torch.lgamma(counts + 1)",
        "The logarithm of the factorial is added; here the term without parameters is left out.",
        "加上了阶乘的对数；这里省去不含参数的项。",
    ),
    "deviance": edit(
        "rate - counts * log_rate",
        "rate - counts * log_rate + torch.xlogy(counts, counts) - counts",
        "What the best rate would cost is taken off: that is half the deviance. The gradient is the same.",
        "减去了最优的率的代价：那是偏差（deviance）的一半。梯度相同，数值不同。",
    ),
    "squared-error": edit(
        "rate - counts * log_rate",
        "(rate - counts).square()",
        "That is the squared error of the rates: large counts weigh as if they were surer.",
        "这是率的平方误差：大的计数被当成了更可靠的。",
    ),
    "rate-for-its-logarithm": edit(
        "counts * log_rate",
        "counts * rate",
        "The counts are multiplied by the rate; they are by its logarithm.",
        "计数乘了率；应当乘率的对数。",
    ),
}
