"""Hinge loss on preferences measured against a reference, mean over pairs.

Liu et al.: Statistical Rejection Sampling Improves Preference Optimization (2024); without a
reference in Zhao et al.: SLiC-HF, Sequence Likelihood Calibration with Human Feedback (2023)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit


class MySLiCLoss(nn.Module):
    """Hinge of sequence log-probabilities [N] of policy and reference, chosen and rejected."""

    def __init__(self, beta: float) -> None:
        super().__init__()
        self.beta = beta

    def forward(
        self,
        policy_chosen: Tensor,
        policy_rejected: Tensor,
        reference_chosen: Tensor,
        reference_rejected: Tensor,
    ) -> Tensor:
        policy_gap = policy_chosen - policy_rejected
        reference_gap = (reference_chosen - reference_rejected).detach()
        gap = self.beta * (policy_gap - reference_gap)
        shortfall = torch.relu(1 - gap)
        return shortfall.mean()


def oracle(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    *,
    beta: float,
) -> Tensor:
    """PyTorch's own ranking loss of the two rewards."""
    chosen = beta * (policy_chosen - reference_chosen.detach())
    rejected = beta * (policy_rejected - reference_rejected.detach())
    return F.margin_ranking_loss(chosen, rejected, torch.ones_like(chosen), margin=1.0)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Responses of some length, so that some pairs are past the margin and some far from it."""
    names = ("policy_chosen", "policy_rejected", "reference_chosen", "reference_rejected")
    return {name: 4 * draw.kind("log-likelihoods", sizes["N"]) for name in names}


WRONG = {
    "margin-is-beta": edit(
        "self.beta * (policy_gap - reference_gap)\n        shortfall = torch.relu(1 - gap)",
        "policy_gap - reference_gap\n        shortfall = torch.relu(self.beta - gap)",
        "Beta is taken for the margin; it scales the gap, and the margin is 1.",
        "把 beta 当成了间隔；它乘在差上，间隔是 1。",
    ),
    "squared": edit(
        "shortfall.mean()",
        "shortfall.square().mean()",
        "The shortfall is squared; here a pair is pushed equally hard however far it falls short.",
        "差额取了平方；这里不论差多少，推的力度都一样。",
    ),
    "not-cut-off": edit(
        "torch.relu(1 - gap)",
        "1 - gap",
        "Nothing stops at 0: pairs that are told apart already are pushed on for ever.",
        "没有在 0 处截住：已经分开的对会被一直推下去。",
    ),
    "logistic": edit(
        "torch.relu(1 - gap)",
        "-F.logsigmoid(gap)",
        "That is DPO's logistic loss, which never lets a pair go.",
        "这是 DPO 的逻辑斯谛损失，它永远不会放过一对。",
    ),
    "margin-missing": edit(
        "torch.relu(1 - gap)",
        "torch.relu(-gap)",
        "The margin is missing: a pair is let off as soon as its order is right.",
        "少了间隔：顺序刚对就放过了。",
    ),
    "pair-reversed": edit(
        "policy_chosen - policy_rejected",
        "policy_rejected - policy_chosen",
        "The policy's gap is the wrong way round.",
        "策略的差方向反了。",
    ),
    "reference-missing": edit(
        "policy_gap - reference_gap",
        "policy_gap",
        "The reference model is left out, as in SLiC; here the gap is measured against it.",
        "漏掉了参考模型，那是 SLiC 的做法；这里的差要相对它来衡量。",
    ),
    "mean-of-the-costly": edit(
        "shortfall.mean()",
        "shortfall.sum() / (shortfall > 0).sum().clamp(min=1)",
        "Only pairs with a cost are averaged; those told apart count too, with 0.",
        "只对有代价的对取了平均；已经分开的也要以 0 计入。",
    ),
}
