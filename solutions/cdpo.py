"""Conservative DPO: preferences that are wrong with a known chance, mean over pairs.

Mitchell: A note on DPO with noisy preferences and relationship to IPO (2023), eq 3."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit, further


class MyCDPOLoss(nn.Module):
    """cDPO of sequence log-probabilities [N] of policy and reference, chosen and rejected."""

    def __init__(self, beta: float, epsilon: float) -> None:
        super().__init__()
        self.beta = beta
        self.epsilon = epsilon

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
        as_labelled = -F.logsigmoid(margin)
        the_other_way = -F.logsigmoid(-margin)
        return ((1 - self.epsilon) * as_labelled + self.epsilon * the_other_way).mean()


def oracle(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    *,
    beta: float,
    epsilon: float,
) -> Tensor:
    """PyTorch's own binary cross-entropy of both rewards' difference, the label smoothed."""
    chosen = beta * (policy_chosen - reference_chosen.detach())
    rejected = beta * (policy_rejected - reference_rejected.detach())
    label = torch.full_like(chosen, 1 - epsilon)
    return F.binary_cross_entropy_with_logits(chosen - rejected, label)


@further
def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Pairs near each other, and at times hundreds apart."""
    chosen, rejected = draw.responses(sizes["N"])
    return {"policy_chosen": chosen, "policy_rejected": rejected}


WRONG = {
    "robust": edit(
        "((1 - self.epsilon) * as_labelled + self.epsilon * the_other_way).mean()",
        "((1 - self.epsilon) * as_labelled - self.epsilon * the_other_way).mean() / (1 - 2 * self.epsilon)",
        "That is robust DPO, which subtracts the second term and divides by 1 - 2 epsilon; it is unbiased and drives pairs apart without end.",
        "这是 robust DPO：减去第二项，再除以 1 - 2 epsilon；它无偏，却会把一对无止境地拉开。",
    ),
    "not-smoothed": edit(
        "((1 - self.epsilon) * as_labelled + self.epsilon * the_other_way).mean()",
        "as_labelled.mean()",
        "The second term is missing: that is plain DPO, which trusts every label.",
        "少了第二项，那是普通的 DPO，它相信每一个标注。",
    ),
    "second-term-added": edit(
        "(1 - self.epsilon) * as_labelled",
        "as_labelled",
        "The first term keeps its full weight; the two weights have to add up to 1.",
        "第一项仍是全部权重；两个权重加起来应当等于 1。",
    ),
    "weights-exchanged": edit(
        "(1 - self.epsilon) * as_labelled + self.epsilon * the_other_way",
        "self.epsilon * as_labelled + (1 - self.epsilon) * the_other_way",
        "The weights are exchanged: the wrong response is preferred.",
        "两个权重对调了：偏好的是错误的那条回复。",
    ),
    "half-epsilon": edit(
        "((1 - self.epsilon) * as_labelled + self.epsilon * the_other_way)",
        "((1 - self.epsilon / 2) * as_labelled + self.epsilon / 2 * the_other_way)",
        "Epsilon is spread over both labels, as in smoothing of classes; here it is the chance of an error.",
        "epsilon 被平摊到两个标签上了，那是类别的标签平滑；这里它就是标错的概率。",
    ),
    "margin-scaled": edit(
        "((1 - self.epsilon) * as_labelled + self.epsilon * the_other_way).mean()",
        "-F.logsigmoid((1 - 2 * self.epsilon) * margin).mean()",
        "The smoothing is taken inside the sigmoid, where it only makes beta smaller.",
        "平滑放进了 sigmoid 里面，那样只是把 beta 变小了。",
    ),
    "reference-added": edit(
        "policy_gap - reference_gap",
        "policy_gap + reference_gap",
        "The gap of the reference is added; it has to be subtracted.",
        "参考模型的差加上了；应当减去。",
    ),
    "reference-missing": edit(
        "policy_gap - reference_gap",
        "policy_gap",
        "The reference model is left out.",
        "漏掉了参考模型。",
    ),
}
