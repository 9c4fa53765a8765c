"""Focal loss over all anchors and classes, divided by the number of positives.

Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection (2017)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit


class MyDetectionFocalLoss(nn.Module):
    """Focal loss of logits [N, C] against labels 0 or 1, summed, over the number of ones."""

    def __init__(self, alpha: float, gamma: float) -> None:
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        signed = (2 * labels - 1) * logits
        log_pt = F.logsigmoid(signed)
        factor = torch.exp(self.gamma * F.logsigmoid(-signed))
        alpha_t = self.alpha * labels + (1 - self.alpha) * (1 - labels)
        positives = labels.sum().clamp(min=1)
        return -(alpha_t * factor * log_pt).sum() / positives


def oracle(logits: Tensor, labels: Tensor, *, alpha: float, gamma: float) -> Tensor:
    """Positives and negatives picked out and summed apart, by softplus."""
    yes, no = logits[labels > 0], logits[labels == 0]
    cost = alpha * (torch.exp(-gamma * F.softplus(yes)) * F.softplus(-yes)).sum()
    cost = cost + (1 - alpha) * (torch.exp(-gamma * F.softplus(-no)) * F.softplus(no)).sum()
    return cost / max(1, yes.numel())


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Few positives, and in a third of the draws none at all."""
    labels = draw.kind("binary", sizes["N"], sizes["C"])
    labels = labels * draw.coin(sizes["N"], sizes["C"], chance=0.6)
    return {"labels": labels * (~draw.coin(chance=0.3)).double()}


WRONG = {
    "mean-over-all": edit(
        ".sum() / positives",
        ".mean() + 0 * positives",
        "The mean over all anchors is taken: a picture with few objects hardly counts.",
        "对所有锚框取了平均：目标少的图几乎没有分量。",
    ),
    "not-guarded": edit(
        "labels.sum().clamp(min=1)",
        "labels.sum()",
        "The number of positives is not kept from being 0: a picture without objects gives inf.",
        "没有防止正例个数为 0：没有目标的图会得到 inf。",
    ),
    "one-added": edit(
        "labels.sum().clamp(min=1)",
        "labels.sum() + 1",
        "1 is added to the number of positives instead of being its least value.",
        "给正例个数加了 1；1 只是它的下限。",
    ),
    "positives-only": edit(
        "(alpha_t * factor * log_pt).sum()",
        "(labels * alpha_t * factor * log_pt).sum()",
        "Only positives are summed; the negatives are what the loss was made for.",
        "只对正例求了和；这个损失正是为了大量负例而设计的。",
    ),
    "by-anchors": edit(
        "labels.sum().clamp(min=1)",
        "torch.full_like(labels.sum(), len(labels))",
        "The sum is divided by the number of anchors.",
        "除以了锚框的个数。",
    ),
    "by-negatives": edit(
        "labels.sum().clamp(min=1)",
        "(1 - labels).sum().clamp(min=1)",
        "The sum is divided by the number of negatives.",
        "除以了负例的个数。",
    ),
    "weights-exchanged": edit(
        "self.alpha * labels + (1 - self.alpha) * (1 - labels)",
        "(1 - self.alpha) * labels + self.alpha * (1 - labels)",
        "The weights are exchanged: alpha belongs to the positives.",
        "权重对调了：alpha 属于正例。",
    ),
    "factor-missing": edit(
        "(alpha_t * factor * log_pt)",
        "(alpha_t * log_pt + 0 * factor)",
        "The modulating factor is missing: easy negatives outweigh everything.",
        "少了调制因子：简单负例会压倒一切。",
    ),
}
