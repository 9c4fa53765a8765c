"""Multi-class margin loss: a sum over wrong classes divided by all classes, mean over samples."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit, instead


class MyMultiMarginLoss(nn.Module):
    """Margin loss of scores [N, C] for class ids [N]."""

    def __init__(self, margin: float, p: int) -> None:
        super().__init__()
        self.margin = margin
        self.p = p

    def forward(self, scores: Tensor, target: Tensor) -> Tensor:
        own = scores.gather(1, target.unsqueeze(1))
        itself = F.one_hot(target, scores.shape[1]).bool()
        shortfall = torch.relu(self.margin - own + scores).masked_fill(itself, 0.0)
        return (shortfall**self.p).mean()


def oracle(scores: Tensor, target: Tensor, *, margin: float, p: int) -> Tensor:
    """PyTorch's own."""
    return F.multi_margin_loss(scores, target, p=p, margin=margin)


def _worst_class(scores: Tensor, target: Tensor, *, margin: float, p: int) -> Tensor:
    itself = F.one_hot(target, scores.shape[1]).bool()
    short = torch.relu(margin - scores[itself].unsqueeze(1) + scores)
    return (short.masked_fill(itself, 0.0).amax(dim=1) ** p).mean()


WRONG = {
    "itself-counted": edit(
        ".masked_fill(itself, 0.0)",
        ".masked_fill(itself & False, 0.0)",
        "The true class is among those it has to lead: every sample costs the margin, whatever it scores.",
        "真实类别也被算进要领先的对象：无论打分如何，每个样本都多出一个间隔的代价。",
    ),
    "over-wrong-classes": edit(
        "(shortfall**self.p).mean()",
        "(shortfall**self.p).sum(dim=1).mean() / max(scores.shape[1] - 1, 1)",
        "The sum is divided by C − 1; as in PyTorch it is by C.",
        "除以了 C − 1；与 PyTorch 一致应当除以 C。",
    ),
    "sum-over-classes": edit(
        "(shortfall**self.p).mean()",
        "(shortfall**self.p).sum(dim=1).mean()",
        "The classes are summed and not divided by their number.",
        "对类别求和之后，没有除以类别数。",
    ),
    "worst-class": instead(
        _worst_class,
        "Only the worst wrong class counts, as in Crammer and Singer's loss; here all of them do.",
        "只取了最严重的错误类别（Crammer 与 Singer 那样）；这里全部计入。",
    ),
    "power-missing": edit(
        "shortfall**self.p",
        "shortfall",
        "The power is left out.",
        "没有取幂。",
    ),
    "power-of-the-margin": edit(
        "torch.relu(self.margin - own + scores)",
        "torch.relu(self.margin**self.p - own + scores)",
        "The power stands on the margin too; it is only of what falls short.",
        "间隔也取了幂；只有差额该取幂。",
    ),
    "sign-reversed": edit(
        "self.margin - own + scores",
        "self.margin + own - scores",
        "The signs are reversed: the true class is to score less than the others.",
        "符号反了：真实类别反而要比别的打分低。",
    ),
    "hinge-missing": edit(
        "torch.relu(self.margin - own + scores)",
        "(self.margin - own + scores)",
        "The maximum with 0 is missing: a lead beyond the margin goes on paying.",
        "少了与 0 取最大：领先超过间隔之后还在继续。",
    ),
}
