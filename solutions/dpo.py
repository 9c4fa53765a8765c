"""Direct preference optimization on pairs, mean over pairs.

Rafailov, Sharma, Mitchell, Ermon, Manning, Finn: Direct Preference Optimization (2023), eq 7."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit, further, instead


class MyDPOLoss(nn.Module):
    """DPO of sequence log-probabilities [N] of policy and reference, chosen and rejected."""

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
        margin = self.beta * (policy_gap - reference_gap)
        return -F.logsigmoid(margin).mean()


def oracle(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    *,
    beta: float,
) -> Tensor:
    """By the rewards of both responses, as a softmax of two."""
    chosen = beta * (policy_chosen - reference_chosen.detach())
    rejected = beta * (policy_rejected - reference_rejected.detach())
    return -torch.stack([chosen, rejected]).log_softmax(dim=0)[0].mean()


def _mean_first(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    *,
    beta: float,
) -> Tensor:
    gap = policy_chosen - policy_rejected - reference_chosen + reference_rejected
    return -F.logsigmoid(beta * gap.mean())


@further
def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Pairs near each other, and at times hundreds apart."""
    chosen, rejected = draw.responses(sizes["N"])
    return {"policy_chosen": chosen, "policy_rejected": rejected}


WRONG = {
    "reference-ignored": edit(
        "policy_gap - reference_gap",
        "policy_gap",
        "The reference is left out: nothing holds the policy to the model it started from.",
        "没有用参考模型：策略不再受起点模型的约束。",
    ),
    "reference-added": edit(
        "policy_gap - reference_gap",
        "policy_gap + reference_gap",
        "The gap of the reference is added; it has to be subtracted.",
        "参考模型的差应当减去，这里却加上了。",
    ),
    "pair-reversed": edit(
        "policy_chosen - policy_rejected",
        "policy_rejected - policy_chosen",
        "The policy's pair is the wrong way round.",
        "策略的那一对顺序反了。",
    ),
    "beta-outside": edit(
        "return -F.logsigmoid(margin).mean()",
        "return -self.beta * F.logsigmoid(margin / self.beta).mean()",
        "beta multiplies the loss; it belongs inside the sigmoid, where it scales the rewards.",
        "beta 乘在了损失上；它应当在 sigmoid 里面，用来缩放奖励。",
    ),
    "beta-divides": edit(
        "self.beta * (policy_gap - reference_gap)",
        "(policy_gap - reference_gap) / self.beta",
        "The gap is divided by beta, as if it were a temperature; the implicit reward is beta times the log-ratio.",
        "把差除以了 beta，当成了温度；隐式奖励是 beta 乘以对数比。",
    ),
    "mean-first": instead(
        _mean_first,
        "The margins are averaged before the sigmoid: pairs that are right make up for others.",
        "先对间隔取平均再取 sigmoid：答对的对会抵消答错的对。",
    ),
    "logarithm-missing": edit(
        "-F.logsigmoid(margin)",
        "-torch.sigmoid(margin)",
        "The logarithm is missing: pairs that are badly wrong get hardly any gradient.",
        "少了对数：错得离谱的对几乎得不到梯度。",
    ),
}
