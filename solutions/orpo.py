"""Odds ratio preference optimization, mean over pairs, with the language model loss.

Hong, Lee, Thorne: ORPO, Monolithic Preference Optimization without Reference Model (2024)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit


class MyORPOLoss(nn.Module):
    """ORPO of mean log-probabilities [N] of preferred and of other responses."""

    def __init__(self, weight: float) -> None:
        super().__init__()
        self.weight = weight

    def forward(self, chosen: Tensor, rejected: Tensor, nll: Tensor) -> Tensor:
        odds_chosen = chosen - torch.log(-torch.expm1(chosen))
        odds_rejected = rejected - torch.log(-torch.expm1(rejected))
        margin = odds_chosen - odds_rejected
        return nll - self.weight * F.logsigmoid(margin).mean()


def oracle(chosen: Tensor, rejected: Tensor, nll: Tensor, *, weight: float) -> Tensor:
    """The odds themselves, 1 / (e^-l - 1), and the share of the first."""
    one, other = torch.expm1(-chosen), torch.expm1(-rejected)  # the inverse odds
    return nll + weight * torch.log1p(one / other).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Below 0, some of them hardly."""
    found = {}
    for name in ("chosen", "rejected"):
        usual = draw.kind("log-likelihoods", sizes["N"]) - 0.02
        near = draw.coin(sizes["N"], chance=0.25)
        found[name] = usual.where(~near, -(10.0 ** draw.uniform(sizes["N"], low=-6.0, high=-2.0)))
    return found


WRONG = {
    "probabilities-compared": edit(
        "margin = odds_chosen - odds_rejected",
        "margin = chosen - rejected",
        "The ratio is of probabilities; here it is of odds.",
        "比的是概率；这里要比几率。",
    ),
    "logarithm-of-odds-missing": edit(
        "margin = odds_chosen - odds_rejected",
        "margin = odds_chosen.exp() - odds_rejected.exp()",
        "The odds are subtracted without their logarithm.",
        "几率没有取对数就相减了。",
    ),
    "sign-of-weight": edit(
        "nll - self.weight * F.logsigmoid(margin).mean()",
        "nll + self.weight * F.logsigmoid(margin).mean()",
        "The preference term has the wrong sign: the other response is made more likely.",
        "偏好项的符号错了：另一条回复反而更可能。",
    ),
    "pair-reversed": edit(
        "odds_chosen - odds_rejected",
        "odds_rejected - odds_chosen",
        "The pair is the wrong way round.",
        "一对的顺序反了。",
    ),
    "complement-added": edit(
        "chosen - torch.log(-torch.expm1(chosen))",
        "chosen + torch.log(-torch.expm1(chosen))",
        "The logarithm of 1 - P is added for the preferred response; the odds divide by 1 - P.",
        "更受喜欢的回复加上了 log(1 - P)；几率是除以 1 - P。",
    ),
    "nll-missing": edit(
        "nll - self.weight",
        "0 * nll - self.weight",
        "The language model loss is left out.",
        "漏掉了语言模型损失。",
    ),
    "weight-on-both": edit(
        "nll - self.weight * F.logsigmoid(margin).mean()",
        "self.weight * (nll - F.logsigmoid(margin).mean())",
        "The weight multiplies the language model loss too.",
        "语言模型损失也乘了权重。",
    ),
}
