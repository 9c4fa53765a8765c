"""Poly-1 loss: cross-entropy and a multiple of one less the true probability, mean over samples.

Leng et al.: PolyLoss (2022)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyPoly1Loss(nn.Module):
    """Poly-1 loss of logits [N, C] for class ids [N]."""

    def __init__(self, epsilon: float) -> None:
        super().__init__()
        self.epsilon = epsilon

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        log_probs = F.log_softmax(logits, dim=1)
        picked = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
        # 1 - p without the rounding of a p close to 1
        shortfall = -torch.expm1(picked)
        return (-picked + self.epsilon * shortfall).mean()


def oracle(logits: Tensor, target: Tensor, *, epsilon: float) -> Tensor:
    """PyTorch's cross-entropy, and the probabilities of the wrong classes added up."""
    others = logits.softmax(dim=1) * (1 - F.one_hot(target, logits.shape[1]))
    return F.cross_entropy(logits, target) + epsilon * others.sum() / len(target)


WRONG = {
    "sign-of-epsilon": edit(
        "-picked + self.epsilon * shortfall",
        "-picked - self.epsilon * shortfall",
        "The second term is subtracted: a positive epsilon makes mistakes cheaper.",
        "第二项减去了：epsilon 为正时，错误反而更便宜。",
    ),
    "probability-for-shortfall": edit(
        "-torch.expm1(picked)",
        "torch.exp(picked)",
        "The probability is added in place of 1 less it: being right costs.",
        "第二项加的是概率，不是 1 减概率：答对反而有代价。",
    ),
    "second-term-detached": edit(
        "self.epsilon * shortfall",
        "self.epsilon * shortfall.detach()",
        "The second term is cut off from autograd: the value is right, but it teaches nothing.",
        "第二项与计算图断开了：数值对，却不起作用。",
    ),
    "a-factor": edit(
        "-picked + self.epsilon * shortfall",
        "-picked * (1 + self.epsilon * shortfall)",
        "The term is multiplied with cross-entropy, as a focal factor; it is added.",
        "第二项乘在了交叉熵上，像 focal 的因子；应当是相加。",
    ),
    "squared": edit(
        "self.epsilon * shortfall",
        "self.epsilon * shortfall.square()",
        "The second term is squared; epsilon belongs to the first power.",
        "第二项平方了；epsilon 是一次项的系数。",
    ),
    "of-the-prediction": edit(
        "-torch.expm1(picked)",
        "1 - logits.softmax(dim=1).amax(dim=1)",
        "The probability of the predicted class is used; it is that of the true one.",
        "用了预测类别的概率；应当用真实类别的。",
    ),
    "epsilon-alone": edit(
        "-picked + self.epsilon * shortfall",
        "self.epsilon * shortfall + 0 * picked",
        "Cross-entropy itself is missing.",
        "少了交叉熵本身。",
    ),
}
