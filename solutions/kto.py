"""Kahneman-Tversky optimization on single responses, mean over responses.

Ethayarajh, Xu, Muennighoff, Jurafsky, Kiela: KTO (2024), equations 7 and 8."""

import torch
from torch import Tensor, nn

from solutions import edit


class MyKTOLoss(nn.Module):
    """KTO of sequence log-probabilities [N] of policy and reference, good or bad [N]."""

    def __init__(self, beta: float, desirable_weight: float, undesirable_weight: float) -> None:
        super().__init__()
        self.beta = beta
        self.desirable_weight = desirable_weight
        self.undesirable_weight = undesirable_weight

    def forward(
        self, log_probs: Tensor, reference: Tensor, desirable: Tensor, kl: Tensor
    ) -> Tensor:
        reward = log_probs - reference.detach()
        above = reward - kl.detach()
        gain = torch.where(desirable, above, -above)
        good = desirable.to(log_probs.dtype)
        weights = self.desirable_weight * good + self.undesirable_weight * (1 - good)
        return (weights * torch.sigmoid(-self.beta * gain)).mean()


def oracle(
    log_probs: Tensor,
    reference: Tensor,
    desirable: Tensor,
    kl: Tensor,
    *,
    beta: float,
    desirable_weight: float,
    undesirable_weight: float,
) -> Tensor:
    """Good and bad responses apart, one less the value of each."""
    reward = beta * (log_probs - reference.detach() - kl.detach())
    good = 1 - torch.sigmoid(reward[desirable])
    bad = 1 - torch.sigmoid(-reward[~desirable])
    return (desirable_weight * good.sum() + undesirable_weight * bad.sum()) / log_probs.numel()


WRONG = {
    "same-side": edit(
        "torch.where(desirable, above, -above)",
        "torch.where(desirable, above, above)",
        "Bad responses are treated like good ones: the sign is not turned for them.",
        "坏回复被当成好回复：没有变号。",
    ),
    "sides-exchanged": edit(
        "torch.where(desirable, above, -above)",
        "torch.where(desirable, -above, above)",
        "The sign is turned for the good responses in place of the bad ones.",
        "该给坏回复变号，却给好回复变了号。",
    ),
    "reference-point-missing": edit(
        "reward - kl.detach()",
        "reward",
        "The reference point is missing: gains are counted from 0, not from the divergence.",
        "少了参照点：收益从 0 算起，而不是从散度算起。",
    ),
    "reference-point-added": edit(
        "reward - kl.detach()",
        "reward + kl.detach()",
        "The divergence is added; it is the point that gains are counted from, and subtracted.",
        "散度应当减去：收益是从它算起的，这里却加上了。",
    ),
    "weights-exchanged": edit(
        "self.desirable_weight * good + self.undesirable_weight * (1 - good)",
        "self.undesirable_weight * good + self.desirable_weight * (1 - good)",
        "The two weights are exchanged.",
        "两个权重对调了。",
    ),
    "logarithm": edit(
        "torch.sigmoid(-self.beta * gain)",
        "-torch.nn.functional.logsigmoid(self.beta * gain)",
        "A logarithm is taken, as in DPO; here the value itself is subtracted from 1.",
        "像 DPO 那样取了对数；这里直接用 1 减去价值。",
    ),
    "value-not-subtracted": edit(
        "torch.sigmoid(-self.beta * gain)",
        "-torch.sigmoid(self.beta * gain)",
        "The value is not subtracted from 1: the gradient is the same, the number is not.",
        "没有用 1 去减价值：梯度相同，数值不同。",
    ),
    "beta-missing": edit(
        "-self.beta * gain",
        "-gain",
        "beta is missing.",
        "少了 beta。",
    ),
}
