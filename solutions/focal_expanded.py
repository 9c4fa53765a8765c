"""Focal loss in the probability alone, without p_t: right for soft labels, mean over all elements.

Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection (2017), both cases of its
definition added up."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyExpandedFocalLoss(nn.Module):
    """Focal loss of logits [N, C] against labels from 0 to 1, mean over all elements."""

    def __init__(self, alpha: float, gamma: float) -> None:
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        log_p = F.logsigmoid(logits)
        log_not_p = F.logsigmoid(-logits)
        positive = self.alpha * labels * torch.exp(self.gamma * log_not_p) * log_p
        negative = (1 - self.alpha) * (1 - labels) * torch.exp(self.gamma * log_p) * log_not_p
        return -(positive + negative).mean()


def oracle(logits: Tensor, labels: Tensor, *, alpha: float, gamma: float) -> Tensor:
    """From probabilities, with both signs of the logit in one softmax."""
    both = torch.stack([logits, torch.zeros_like(logits)])
    logs, weight = (
        both.log_softmax(dim=0),
        torch.stack([alpha * labels, (1 - alpha) * (1 - labels)]),
    )
    factors = torch.exp(gamma * logs.flip(0))
    return -(weight * factors * logs).sum() / logits.numel()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Labels of which a third each are 0, 1 and in between."""
    shape = (sizes["N"], sizes["C"])
    which = draw.whole(0, 2, *shape)
    soft = draw.uniform(*shape, low=0.05, high=0.95)
    hard = (which == 1).double()
    return {"labels": torch.where(which == 2, soft, hard)}


def _by_pt(logits: Tensor, labels: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p = torch.sigmoid(logits)
    p_t = p * labels + (1 - p) * (1 - labels)
    alpha_t = alpha * labels + (1 - alpha) * (1 - labels)
    return -(alpha_t * (1 - p_t).pow(gamma) * p_t.log()).mean()


def _label_rounded(logits: Tensor, labels: Tensor, *, alpha: float, gamma: float) -> Tensor:
    hard = (labels > 0.5).to(labels.dtype)
    return oracle(logits, hard, alpha=alpha, gamma=gamma)


WRONG = {
    "by-pt": instead(
        _by_pt,
        "p_t is built from the label: for a label between 0 and 1 that is one logarithm of a mixture, "
        "not the mixture of two logarithms.",
        "由标签拼出了 p_t：标签在 0 与 1 之间时，那是混合之后取一次对数，而不是两个对数的混合。",
    ),
    "label-rounded": instead(
        _label_rounded,
        "Labels between 0 and 1 are rounded to a class; both terms count, each with its share.",
        "把 0 与 1 之间的标签归到了某一类；两项都要按各自的份额计算。",
    ),
    "alpha-on-both": edit(
        "(1 - self.alpha) * (1 - labels)",
        "self.alpha * (1 - labels)",
        "alpha weighs both terms: it no longer balances the classes.",
        "两项都乘了 alpha，它就不再平衡两类了。",
    ),
    "alpha-exchanged": edit(
        "self.alpha * labels",
        "(1 - self.alpha) * labels",
        "The positive term has the weight of the negative one.",
        "正例项用了负例的权重。",
    ),
    "factors-exchanged": edit(
        "torch.exp(self.gamma * log_not_p) * log_p",
        "torch.exp(self.gamma * log_p) * log_p",
        "The factor of the positive term is p to the power gamma: easy positives weigh more, hard ones "
        "less.",
        "正例项的因子用了 p 的 gamma 次幂：简单的正例反而更重，难的更轻。",
    ),
    "factor-detached": edit(
        "torch.exp(self.gamma * log_not_p)",
        "torch.exp(self.gamma * log_not_p).detach()",
        "The factor of the positive term is cut off from autograd; it depends on the logits as well.",
        "正例项的调制因子与计算图断开了；它同样依赖 logits。",
    ),
    "negatives-missing": edit(
        "-(positive + negative)",
        "-positive",
        "Only the positive term is there: a label of 0 costs nothing.",
        "只有正例项：标签为 0 的元素毫无代价。",
    ),
    "term-subtracted": edit(
        "positive + negative",
        "positive - negative",
        "The negative term has the wrong sign: a mistake on a negative is rewarded.",
        "负例项的符号错了：在负例上答错反而得到奖励。",
    ),
}
