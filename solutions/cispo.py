"""CISPO loss: REINFORCE with a capped importance weight a token that is a constant.

MiniMax: MiniMax-M1 (2025), the clipped importance sampling objective."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyCISPOLoss(nn.Module):
    """CISPO of log-probabilities [B, T] under both policies and advantages [B]."""

    def __init__(self, cap: float) -> None:
        super().__init__()
        self.cap = cap

    def forward(
        self, log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, mask: Tensor
    ) -> Tensor:
        ratio = torch.exp(log_probs - old_log_probs)
        weights = ratio.clamp(max=self.cap).detach()
        objective = weights * advantages.detach().unsqueeze(1) * log_probs
        return -torch.where(mask, objective, 0.0).sum() / mask.sum()


def oracle(
    log_probs: Tensor,
    old_log_probs: Tensor,
    advantages: Tensor,
    mask: Tensor,
    *,
    cap: float,
) -> Tensor:
    """A scalar product of the log-probabilities with coefficients that are plain numbers."""
    total = torch.zeros((), dtype=log_probs.dtype)
    for one, old, advantage, real in zip(
        log_probs, old_log_probs.tolist(), advantages.tolist(), mask.tolist(), strict=True
    ):
        probs = one.detach().exp().tolist()
        before = torch.tensor(old, dtype=torch.float64).exp().tolist()
        coefficients = [
            min(p / q, cap) * advantage if counts else 0.0
            for p, q, counts in zip(probs, before, real, strict=True)
        ]
        total = total - torch.dot(torch.tensor(coefficients, dtype=one.dtype), one)
    return total / int(mask.sum())


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Policies apart enough that every cap is reached by some tokens and not by others."""
    log_probs, old = draw.policies(sizes["B"], sizes["T"], near=0.6)
    return {"log_probs": log_probs, "old_log_probs": old}


def _per_response(
    log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, mask: Tensor, *, cap: float
) -> Tensor:
    weights = torch.exp(log_probs - old_log_probs).clamp(max=cap).detach()
    kept = torch.where(mask, weights * advantages.detach().unsqueeze(1) * log_probs, 0.0)
    return -(kept.sum(1) / mask.sum(1)).mean()


def _ppo(
    log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, mask: Tensor, *, cap: float
) -> Tensor:
    weights = advantages.detach().unsqueeze(1)
    ratio = torch.exp(log_probs - old_log_probs.detach())
    kept = torch.minimum(ratio * weights, ratio.clamp(2 - cap, cap) * weights)
    return -torch.where(mask, kept, 0.0).sum() / mask.sum()


WRONG = {
    "weight-differentiated": edit(
        "ratio.clamp(max=self.cap).detach()",
        "torch.exp(log_probs - old_log_probs.detach()).clamp(max=self.cap)",
        "The weight is differentiated too: the gradient gets a second term that has nothing to do with the policy gradient.",
        "权重也参与了求导：梯度多出一项，与策略梯度无关。",
    ),
    "ratio-for-the-logarithm": edit(
        "weights * advantages.detach().unsqueeze(1) * log_probs",
        "torch.exp(log_probs - old_log_probs.detach()).clamp(max=self.cap) * advantages.detach().unsqueeze(1)",
        "The capped ratio itself is the objective: beyond the cap a token has no gradient, which is what CISPO is there to avoid.",
        "把截断后的比值本身当作目标：越过上限的词元没有梯度，而 CISPO 正是为了避免这一点。",
    ),
    "ppo": instead(
        _ppo,
        "This is the clipped objective of PPO; here the ratio is only a weight in front of the log-probability.",
        "这是 PPO 的截断目标；这里比值只是对数概率前面的权重。",
    ),
    "tokens-dropped": edit(
        "ratio.clamp(max=self.cap).detach()",
        "ratio.where(ratio <= self.cap, 0.0).detach()",
        "Tokens beyond the cap are dropped; they keep the cap as their weight.",
        "越过上限的词元被丢掉了；它们应当以上限为权重保留下来。",
    ),
    "not-capped": edit(
        "ratio.clamp(max=self.cap).detach()",
        "ratio.detach()",
        "The weights are not capped: a single token with a large ratio can rule the gradient.",
        "权重没有设上限：一个比值很大的词元就能主导整个梯度。",
    ),
    "one-plus-cap": edit(
        "max=self.cap",
        "max=1 + self.cap",
        "1 is added to the cap, as to the epsilon of the paper; here it is the largest weight itself.",
        "在上限上又加了 1，那是论文里 epsilon 的写法；这里它就是权重的最大值。",
    ),
    "bounded-below": edit(
        "ratio.clamp(max=self.cap)",
        "ratio.clamp(2 - self.cap, self.cap)",
        "The weight is bounded from below as well, as PPO bounds its ratio; here it may become small.",
        "像 PPO 那样给权重也加了下界；这里权重可以很小。",
    ),
    "per-response": instead(
        _per_response,
        "The mean is taken within each response first; here all tokens of the batch weigh the same.",
        "先在每条回复内取了平均；这里批次的每个词元同等对待。",
    ),
    "divided-by-all": edit(
        "mask.sum()",
        "mask.numel()",
        "The sum is divided by all positions, padded ones too.",
        "除以了全部位置，包括填充。",
    ),
}
