"""GRPO loss with the k3 penalty: mean over the tokens of each response, then over responses.

Shao et al.: DeepSeekMath (2024), equations 3 and 4."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyGRPOLoss(nn.Module):
    """GRPO of log-probabilities [B, T] under three models and advantages [B]."""

    def __init__(self, epsilon: float, beta: float) -> None:
        super().__init__()
        self.epsilon = epsilon
        self.beta = beta

    def forward(
        self,
        log_probs: Tensor,
        old_log_probs: Tensor,
        reference_log_probs: Tensor,
        advantages: Tensor,
        mask: Tensor,
    ) -> Tensor:
        weights = advantages.detach().unsqueeze(1)
        ratio = torch.exp(log_probs - old_log_probs.detach())
        bounded = ratio.clamp(1 - self.epsilon, 1 + self.epsilon)
        objective = torch.minimum(ratio * weights, bounded * weights)
        gap = reference_log_probs.detach() - log_probs
        penalty = torch.expm1(gap) - gap
        per_token = self.beta * penalty - objective
        kept = torch.where(mask, per_token, 0.0)
        return (kept.sum(dim=1) / mask.sum(dim=1)).mean()


def oracle(
    log_probs: Tensor,
    old_log_probs: Tensor,
    reference_log_probs: Tensor,
    advantages: Tensor,
    mask: Tensor,
    *,
    epsilon: float,
    beta: float,
) -> Tensor:
    """Response by response, from probabilities, by the sign of the advantage."""
    rows = []
    for one, old, reference, weight, real in zip(
        log_probs,
        old_log_probs.detach(),
        reference_log_probs.detach(),
        advantages.detach(),
        mask,
        strict=True,
    ):
        quotient = one[real].exp() / old[real].exp()
        best = quotient.clamp(max=1 + epsilon) if weight > 0 else quotient.clamp(min=1 - epsilon)
        other = reference[real].exp() / one[real].exp()
        rows.append((beta * (other - 1 - other.log()) - weight * best).mean())
    return torch.stack(rows).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Policies that are close, so that ratios fall inside the clip and outside of it, and at some
    tokens far apart."""
    log_probs, old = draw.policies(sizes["B"], sizes["T"])
    reference = (old + 0.3 * draw.normal(*old.shape)).clamp(max=-0.01)
    return {"log_probs": log_probs, "old_log_probs": old, "reference_log_probs": reference}


def _over_all_tokens(
    log_probs: Tensor,
    old_log_probs: Tensor,
    reference_log_probs: Tensor,
    advantages: Tensor,
    mask: Tensor,
    *,
    epsilon: float,
    beta: float,
) -> Tensor:
    weights = advantages.detach().unsqueeze(1)
    ratio = torch.exp(log_probs - old_log_probs.detach())
    kept = torch.minimum(ratio * weights, ratio.clamp(1 - epsilon, 1 + epsilon) * weights)
    gap = reference_log_probs.detach() - log_probs
    return torch.where(mask, beta * (torch.expm1(gap) - gap) - kept, 0.0).sum() / mask.sum()


WRONG = {
    "over-all-tokens": instead(
        _over_all_tokens,
        "The mean runs over all tokens of the batch, as in DAPO; GRPO averages within each response first.",
        "对整个批次的词元取了平均，那是 DAPO；GRPO 先在每条回复内取平均。",
    ),
    "penalty-rewarded": edit(
        "self.beta * penalty - objective",
        "-self.beta * penalty - objective",
        "The penalty has the sign of a reward: the policy is driven away from the reference.",
        "惩罚项的符号成了奖励：策略会被推离参考模型。",
    ),
    "penalty-missing": edit(
        "self.beta * penalty - objective",
        "-objective",
        "The KL penalty is missing.",
        "少了 KL 惩罚。",
    ),
    "first-estimator": edit(
        "torch.expm1(gap) - gap",
        "-gap",
        "The plain log-ratio (k1) stands where k3 belongs: it may be negative.",
        "惩罚用了普通的对数比（k1），应当用 k3；前者可能为负。",
    ),
    "penalty-of-old-policy": edit(
        "reference_log_probs.detach() - log_probs",
        "old_log_probs.detach() - log_probs",
        "The penalty is taken from the policy that sampled; it holds to the reference.",
        "惩罚是对采样策略算的；应当对参考模型。",
    ),
    "other-divergence": edit(
        "torch.expm1(gap) - gap",
        "torch.expm1(-gap) + gap",
        "The ratio in k3 is the policy over the reference; it has to be the other way round.",
        "k3 里的比值成了策略除以参考；应当反过来。",
    ),
    "maximum": edit(
        "torch.minimum(ratio * weights, bounded * weights)",
        "torch.maximum(ratio * weights, bounded * weights)",
        "The larger objective is taken: moves the wrong way are clipped, moves too far are not.",
        "取了较大的目标：走错方向的被截断，走得太远的反而没有。",
    ),
    "not-clipped": edit(
        "torch.minimum(ratio * weights, bounded * weights)",
        "ratio * weights",
        "Nothing is clipped.",
        "没有截断。",
    ),
    "clipped-only": edit(
        "torch.minimum(ratio * weights, bounded * weights)",
        "bounded * weights",
        "Only the clipped objective is there: a token that moved the wrong way gets no gradient back.",
        "只用了截断后的目标：走错方向的词元得不到把它拉回来的梯度。",
    ),
    "divided-by-all": edit(
        "mask.sum(dim=1)",
        "mask.shape[1]",
        "Each response is divided by the padded length.",
        "每条回复除以了填充后的长度。",
    ),
}
