"""Identity preference optimization on pairs, log-ratios per token, mean over pairs.

Azar et al.: A General Theoretical Paradigm to Understand Learning from Human Preferences (2023)."""

from torch import Tensor, nn

from solutions import edit


class MyIPOLoss(nn.Module):
    """IPO of sequence log-probabilities [N] and lengths [N] in tokens."""

    def __init__(self, beta: float) -> None:
        super().__init__()
        self.beta = beta

    def forward(
        self,
        policy_chosen: Tensor,
        policy_rejected: Tensor,
        reference_chosen: Tensor,
        reference_rejected: Tensor,
        length_chosen: Tensor,
        length_rejected: Tensor,
    ) -> Tensor:
        chosen = (policy_chosen - reference_chosen.detach()) / length_chosen
        rejected = (policy_rejected - reference_rejected.detach()) / length_rejected
        gap = chosen - rejected
        return (gap - 1 / (2 * self.beta)).square().mean()


def oracle(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    length_chosen: Tensor,
    length_rejected: Tensor,
    *,
    beta: float,
) -> Tensor:
    """The square multiplied out, over a common divisor."""
    w, l = policy_chosen - reference_chosen.detach(), policy_rejected - reference_rejected.detach()  # noqa: E741
    gap = (w * length_rejected - l * length_chosen) / (length_chosen * length_rejected)
    return (gap * gap - gap / beta).mean() + 1 / (4 * beta * beta)


WRONG = {
    "sums-compared": edit(
        "(policy_chosen - reference_chosen.detach()) / length_chosen",
        "(policy_chosen - reference_chosen.detach())",
        "The log-ratio of the preferred response is a sum over its tokens; here it is a mean.",
        "更受喜欢的回复用了对词元的和；这里要用平均。",
    ),
    "factor-two-missing": edit(
        "1 / (2 * self.beta)",
        "1 / self.beta",
        "The target of the gap is 1 over 2 beta; the 2 is missing.",
        "差的目标是 1 除以 2 beta，这里少了 2。",
    ),
    "beta-in-front": edit(
        "gap - 1 / (2 * self.beta)",
        "self.beta * gap - 1 / 2",
        "beta is moved to the gap: the square then has another scale, and with it the weight of the loss.",
        "把 beta 挪到了差上：平方的尺度变了，损失的权重也就变了。",
    ),
    "target-missing": edit(
        "gap - 1 / (2 * self.beta)",
        "gap",
        "The target is missing: the loss wants no preference at all.",
        "少了目标：损失变成要求毫无偏好。",
    ),
    "lengths-exchanged": edit(
        "/ length_rejected",
        "/ length_chosen",
        "Both responses are divided by the length of the preferred one.",
        "两条回复都除以了更受喜欢的那条的长度。",
    ),
    "reference-ignored": edit(
        "policy_chosen - reference_chosen.detach()",
        "policy_chosen",
        "The reference of the preferred response is left out.",
        "漏掉了参考模型对更受喜欢的回复的对数概率。",
    ),
    "absolute": edit(
        ".square().mean()",
        ".abs().mean()",
        "The distance is taken without the square.",
        "取了绝对值而没有平方。",
    ),
}
