"""Focal Tversky loss: a power of each sample's Tversky loss, smoothed by 1, mean over samples.

Abraham, Khan: A Novel Focal Tversky Loss Function (2019), with gamma for its 1/gamma."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit


class MyFocalTverskyLoss(nn.Module):
    """Focal Tversky loss of probabilities [N, P] and masks [N, P]."""

    def __init__(self, alpha: float, beta: float, gamma: float) -> None:
        super().__init__()
        self.alpha = alpha
        self.beta = beta
        self.gamma = gamma

    def forward(self, probs: Tensor, labels: Tensor) -> Tensor:
        hits = (probs * labels).sum(dim=1)
        alarms = (probs * (1 - labels)).sum(dim=1)
        misses = ((1 - probs) * labels).sum(dim=1)
        weighted = hits + self.alpha * alarms + self.beta * misses
        index = (hits + 1) / (weighted + 1)
        return (1 - index).pow(self.gamma).mean()


def oracle(probs: Tensor, labels: Tensor, *, alpha: float, beta: float, gamma: float) -> Tensor:
    """From the overlap and both areas, sample by sample, the power by logarithms."""
    total = probs.new_zeros(())
    for p, y in zip(probs, labels, strict=True):
        overlap = torch.dot(p, y)
        errors = alpha * (p.sum() - overlap) + beta * (y.sum() - overlap)
        total = total + torch.exp(gamma * (errors.log() - torch.log(overlap + errors + 1)))
    return total / len(probs)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Probabilities that are never quite right, so that no index is 1."""
    return {"probs": draw.uniform(sizes["N"], sizes["P"], low=0.06, high=0.94)}


WRONG = {
    "inverse-power": edit(
        "pow(self.gamma)",
        "pow(1 / self.gamma)",
        "The exponent is 1/gamma, as the paper writes it; here it is gamma itself.",
        "指数用了 1/gamma，那是论文的写法；这里指数就是 gamma。",
    ),
    "power-after-mean": edit(
        "(1 - index).pow(self.gamma).mean()",
        "(1 - index).mean().pow(self.gamma)",
        "The mean is taken first and the power after: the samples are not weighed against each other.",
        "先取了平均再取幂：各样本之间的轻重没有改变。",
    ),
    "power-of-the-index": edit(
        "(1 - index).pow(self.gamma)",
        "(1 - index.pow(self.gamma))",
        "The index is raised to the power; what it lacks to 1 should be.",
        "取幂的是指数本身；应当是它离 1 的差。",
    ),
    "factor-and-loss": edit(
        "(1 - index).pow(self.gamma)",
        "(1 - index).pow(self.gamma + 1)",
        "The power stands as a factor in front of the loss, as in the focal loss: that is a power of gamma + 1 in all.",
        "像 focal 损失那样把幂当作损失前的因子：合起来成了 gamma + 1 次幂。",
    ),
    "weights-exchanged": edit(
        "self.alpha * alarms + self.beta * misses",
        "self.beta * alarms + self.alpha * misses",
        "Alpha weighs the misses and beta the false alarms, as in the paper; here it is the other way round.",
        "alpha 乘在了漏报上，beta 乘在了误报上，那是论文的写法；这里正好相反。",
    ),
    "power-missing": edit(
        "(1 - index).pow(self.gamma)",
        "(1 - index)",
        "The power is missing: this is the Tversky loss.",
        "没有取幂：这是 Tversky 损失。",
    ),
    "smooth-below-only": edit(
        "(hits + 1)",
        "(hits)",
        "The 1 is added to the denominator only.",
        "只在分母上加了 1。",
    ),
    "factor-constant": edit(
        "(1 - index).pow(self.gamma)",
        "((1 - index).pow(self.gamma - 1).detach() * (1 - index))",
        "A part of the power is a constant for the gradient, which lacks a factor of gamma.",
        "幂的一部分成了梯度的常数，梯度因此少了系数 gamma。",
    ),
}
