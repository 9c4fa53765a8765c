"""Focal loss from logits, right at any logit and for any gamma: mean over all elements.

Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection (2017), in log space."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyStableFocalLoss(nn.Module):
    """Focal loss of logits [N, C] against labels 0 or 1, mean over all elements."""

    def __init__(self, alpha: float, gamma: float) -> None:
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        z = torch.where(labels == 1, logits, -logits)
        log_pt = F.logsigmoid(z)
        # (1 - p_t) ** gamma in log space: a power below 1 has no gradient at 0, an exponential has.
        factor = torch.exp(self.gamma * F.logsigmoid(-z))
        alpha_t = self.alpha * labels + (1 - self.alpha) * (1 - labels)
        return -(alpha_t * factor * log_pt).mean()


def oracle(logits: Tensor, labels: Tensor, *, alpha: float, gamma: float) -> Tensor:
    """Both labels apart, by softplus: no sign is exchanged and nothing is shared."""
    positive = F.softplus(logits) - logits  # -log sigmoid(x)
    negative = F.softplus(logits)  # -log(1 - sigmoid(x))
    one = alpha * labels * torch.exp(-gamma * negative) * positive
    other = (1 - alpha) * (1 - labels) * torch.exp(-gamma * positive) * negative
    return (one + other).sum() / logits.numel()


WRONG = {
    "through-probabilities": edit(
        "F.logsigmoid(z)",
        "torch.log(torch.sigmoid(z))",
        "The logarithm is taken of a probability: where the model is surely wrong that "
        "is 0 and the "
        "loss inf.",
        "对概率取了对数：模型错得十分肯定时概率为 0，损失就成了 inf。",
    ),
    "epsilon-in-log": edit(
        "F.logsigmoid(z)",
        "torch.log(torch.sigmoid(z) + 1e-8)",
        "An epsilon in the logarithm caps the loss at about 18 and takes the gradient "
        "away where the "
        "model is most wrong.",
        "对数里的 epsilon 让损失最多到 18 左右，模型错得最离谱的地方反而没有梯度。",
    ),
    "sign-missing": edit(
        "torch.where(labels == 1, logits, -logits)",
        "logits",
        "The logit of a negative keeps its sign: every element is scored as if its label were 1.",
        "负例的 logit 没有变号：每个元素都按标签为 1 来算。",
    ),
    "easy-weighted-up": edit(
        "F.logsigmoid(-z))",
        "F.logsigmoid(z))",
        "The factor is p_t to the power gamma: easy elements weigh more, hard ones less.",
        "调制因子用了 p_t 的 gamma 次幂：简单样本反而更重，难的更轻。",
    ),
    "alpha-for-both": edit(
        "self.alpha * labels + (1 - self.alpha) * (1 - labels)",
        "self.alpha",
        "Both classes get the weight alpha. It then only scales the loss and balances nothing.",
        "两类都乘了 alpha。这样它只是整体缩放，起不到平衡作用。",
    ),
    "alpha-swapped": edit(
        "self.alpha * labels + (1 - self.alpha) * (1 - labels)",
        "self.alpha * (1 - labels) + (1 - self.alpha) * labels",
        "The weights are exchanged: positives get 1 - alpha and negatives alpha.",
        "权重给反了：正例得了 1 - alpha，负例得了 alpha。",
    ),
    "factor-missing": edit(
        "alpha_t * factor * log_pt",
        "alpha_t * log_pt",
        "The modulating factor is missing: that is weighted cross-entropy.",
        "少了调制因子，这只是加权交叉熵。",
    ),
    "factor-detached": edit(
        "alpha_t * factor * log_pt",
        "alpha_t * factor.detach() * log_pt",
        "The factor is cut off from autograd; it depends on the logit as well, and its "
        "share of the "
        "gradient is missing.",
        "调制因子与计算图断开了；它同样依赖 logit，梯度里少了它那一份。",
    ),
}
