"""Focal loss: mean over all elements of -alpha_t (1 - p_t)^gamma log(p_t).

Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection (2017), equation 5."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyFocalLoss(nn.Module):
    """Focal loss of logits [N, C] against labels 0 or 1, mean over all elements."""

    def __init__(self, alpha: float, gamma: float) -> None:
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        # With z = x for a positive and -x for a negative label: p_t = sigmoid(z).
        z = torch.where(y_true == 1, y_pred, -y_pred)
        log_pt = F.logsigmoid(z)
        log_one_minus_pt = F.logsigmoid(-z)
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        modulating_factor = torch.exp(self.gamma * log_one_minus_pt)
        return -(alpha_t * modulating_factor * log_pt).mean()


def oracle(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    """The same round PyTorch's `nn.BCEWithLogitsLoss`; PyTorch itself has no focal loss."""
    cross_entropy = F.binary_cross_entropy_with_logits(y_pred, y_true, reduction="none")
    p = y_pred.sigmoid()
    p_t = p * y_true + (1 - p) * (1 - y_true)
    return (_alpha_t(y_true, alpha) * (1 - p_t) ** gamma * cross_entropy).mean()


def steps(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    z = torch.where(y_true > 0, y_pred, -y_pred)
    factor = (gamma * F.logsigmoid(-z)).exp()
    cross_entropy = -F.logsigmoid(z)
    alpha_t = _alpha_t(y_true, alpha)
    return {
        "probability": y_pred.sigmoid(),
        "p_t": z.sigmoid(),
        "alpha_t": alpha_t,
        "modulating_factor": factor,
        "cross_entropy": cross_entropy,
        "per_element": alpha_t * factor * cross_entropy,
    }


def _alpha_t(y_true: Tensor, alpha: float) -> Tensor:
    return alpha * y_true + (1 - alpha) * (1 - y_true)


WRONG = {
    "alpha-for-both": edit(
        "self.alpha * y_true + (1 - self.alpha) * (1 - y_true)",
        "self.alpha",
        "Both classes get the weight alpha. It then only scales the loss and balances "
        "nothing; negatives should get 1 - alpha.",
        "两类都乘了 alpha。这样它只是整体缩放，起不到平衡作用；负例的权重应是 1 - alpha。",
    ),
    "easy-weighted-up": edit(
        "self.gamma * log_one_minus_pt",
        "self.gamma * log_pt",
        "The factor is a power of p_t instead of 1 - p_t. It silences the hard elements "
        "and keeps the easy ones, the reverse of focusing.",
        "因子用了 p_t 的幂而不是 1 - p_t 的幂。难的被压下去，容易的留了下来，与聚焦正好相反。",
    ),
    "gamma-as-factor": edit(
        "torch.exp(self.gamma * log_one_minus_pt)",
        "self.gamma * torch.exp(log_one_minus_pt)",
        "Gamma multiplies 1 - p_t instead of being its exponent. Easy elements then fade "
        "linearly only, and gamma merely scales the loss.",
        "gamma 成了 1 - p_t 的系数而不是指数。容易的元素只按线性淡出，gamma 也只是整体缩放。",
    ),
    "detached-factor": edit(
        "torch.exp(self.gamma * log_one_minus_pt)",
        "torch.exp(self.gamma * log_one_minus_pt).detach()",
        "The number is right, but the modulating factor is cut off from the graph. A part "
        "of the gradient, which pushes p_t further where the factor changes fast, is lost.",
        "数值对，但调制因子与计算图断开了。因子变化快的地方本该多推一把的那部分梯度丢了。",
    ),
    "negatives-dropped": edit(
        "self.alpha * y_true + (1 - self.alpha) * (1 - y_true)",
        "self.alpha * y_true",
        "Only elements with label 1 are counted. Answering yes to everything would cost nothing.",
        "只算了标签为 1 的元素，对什么都答“是”就没有任何代价。",
    ),
    "negatives-not-modulated": edit(
        "torch.exp(self.gamma * log_one_minus_pt)",
        "torch.exp(y_true * self.gamma * log_one_minus_pt)",
        "Only positives carry a modulating factor. Easy negatives, the crowd that focal "
        "loss is made to silence, count in full.",
        "只有正例乘了调制因子。容易的负例照样全额计入，而 Focal Loss 要压下去的正是它们。",
    ),
    "focal-of-mean": edit(
        "return -(alpha_t * modulating_factor * log_pt).mean()",
        "cross_entropy = -log_pt.mean()\n"
        "        factor = (1 - torch.exp(-cross_entropy)) ** self.gamma\n"
        "        return self.alpha * factor * cross_entropy",
        "The cross-entropy is averaged first, and one modulating factor is computed from "
        "the average. No element is weighted by its own difficulty any more.",
        "先把交叉熵平均，再用平均值算出唯一一个调制因子。每个元素不再按自己的难易加权。",
    ),
    "factors-averaged": edit(
        "-(alpha_t * modulating_factor * log_pt).mean()",
        "-modulating_factor.mean() * (alpha_t * log_pt).mean()",
        "The modulating factors and the cross-entropies are averaged separately and then "
        "multiplied. The factor has to meet its own element before the mean.",
        "调制因子与交叉熵分别平均后才相乘。因子要先与自己的元素相乘，然后才能取平均。",
    ),
    "divided-by-positives": edit(
        "-(alpha_t * modulating_factor * log_pt).mean()",
        "-(alpha_t * modulating_factor * log_pt).sum() / y_true.sum().clamp(min=1)",
        "The sum is divided by the number of positives, as detectors do. The mean over all "
        "elements was asked for.",
        "求和后除以了正例的个数，这是检测器里的做法。题目要的是全部元素的平均。",
    ),
    "divided-by-weights": edit(
        "-(alpha_t * modulating_factor * log_pt).mean()",
        "-(alpha_t * modulating_factor * log_pt).sum() / alpha_t.sum()",
        "The sum is divided by the sum of the class weights, as weighted cross-entropy in "
        "PyTorch does. The mean over all elements was asked for.",
        "求和后除以了类别权重之和，PyTorch 的加权交叉熵是这么做的。题目要的是全部元素的平均。",
    ),
}
