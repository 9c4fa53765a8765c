"""Asymmetric loss with the probability of negatives shifted, mean over all elements.

Ridnik et al.: Asymmetric Loss For Multi-Label Classification (2021)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit, instead


class MyAsymmetricLoss(nn.Module):
    """Asymmetric loss of logits [N, C] against labels 0 or 1."""

    def __init__(self, gamma_pos: float, gamma_neg: float, shift: float) -> None:
        super().__init__()
        self.gamma_pos = gamma_pos
        self.gamma_neg = gamma_neg
        self.shift = shift

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        # (1 - p) to a power as an exponential: a power has no gradient where 1 - p is 0.
        factor = torch.exp(self.gamma_pos * F.logsigmoid(-logits))
        positive = -factor * F.logsigmoid(logits)
        probs = torch.sigmoid(logits)
        shifted = torch.relu(probs - self.shift)
        negative = -(shifted**self.gamma_neg) * torch.log1p(-shifted)
        return torch.where(labels == 1, positive, negative).mean()


def oracle(
    logits: Tensor, labels: Tensor, *, gamma_pos: float, gamma_neg: float, shift: float
) -> Tensor:
    """Positives and the negatives above the shift apart, each from what is wrong with it."""
    x = logits[labels == 1]
    wrong = 1 / (1 + x.exp())
    total = (wrong**gamma_pos * F.softplus(-x)).sum()
    q = 1 / (1 + torch.exp(-logits[labels == 0]))
    q = q[q > shift] - shift
    return (total - (q**gamma_neg * (1 - q).log()).sum()) / logits.numel()


def _powers_exchanged(
    logits: Tensor, labels: Tensor, *, gamma_pos: float, gamma_neg: float, shift: float
) -> Tensor:
    return oracle(logits, labels, gamma_pos=gamma_neg, gamma_neg=gamma_pos, shift=shift)


WRONG = {
    "shift-on-positives": edit(
        "-factor * F.logsigmoid(logits)",
        "-factor * torch.relu(torch.sigmoid(logits) - self.shift).clamp(min=1e-8).log()",
        "The positives are shifted too; only negatives are.",
        "正例的概率也平移了；只有负例该平移。",
    ),
    "shift-missing": edit(
        "torch.relu(probs - self.shift)",
        "torch.relu(probs)",
        "The shift is missing: easy negatives go on costing.",
        "没有平移：容易的负例仍有代价。",
    ),
    "shift-in-the-factor-only": edit(
        "torch.log1p(-shifted)",
        "F.logsigmoid(-logits)",
        "The logarithm is of the unshifted probability; the shift stands in both places.",
        "对数里的概率没有平移；两处都要平移。",
    ),
    "shift-in-the-logarithm-only": edit(
        "shifted**self.gamma_neg",
        "probs**self.gamma_neg",
        "The factor is of the unshifted probability; the shift stands in both places.",
        "调制因子里的概率没有平移；两处都要平移。",
    ),
    "factor-detached": edit(
        "shifted**self.gamma_neg",
        "shifted.detach() ** self.gamma_neg",
        "No gradient goes through the factor, as the authors' code can do; here it does.",
        "梯度没有经过调制因子（作者的代码可以这样设）；这里要经过。",
    ),
    "easy-weighted-up": edit(
        "F.logsigmoid(-logits))",
        "F.logsigmoid(logits))",
        "The factor of the positives is p to the power: easy ones weigh more, hard ones less.",
        "正例的调制因子用了 p 的幂：容易的反而更重，难的更轻。",
    ),
    "powers-exchanged": instead(
        _powers_exchanged,
        "The powers have each other's place: the rare positives are faded out most.",
        "两个幂次对调了：本就稀少的正例反而被压得最低。",
    ),
    "summed": edit(
        ".mean()",
        ".sum() / len(logits)",
        "The classes are summed, as in the authors' code; the mean is over all elements.",
        "对类别求和了（作者的代码那样）；应当对全部元素取平均。",
    ),
}
