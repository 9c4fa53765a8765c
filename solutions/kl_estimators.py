"""Schulman's estimators k1, k2, k3 of KL divergence from sampled log-probabilities."""

import torch
from torch import Tensor

from solutions import Draw, edit, further


def kl_estimate(log_probs: Tensor, reference: Tensor, kind: str) -> Tensor:
    """Estimate for each token of [B, T] log-probabilities of policy and reference."""
    ratio = reference.detach() - log_probs
    if kind == "k1":
        return -ratio
    if kind == "k2":
        return ratio.square() / 2
    # expm1 keeps what a difference of exp and 1 loses where the models nearly agree
    return torch.expm1(ratio) - ratio


def oracle(log_probs: Tensor, reference: Tensor, *, kind: str) -> Tensor:
    """All three, from the ratio of probabilities."""
    quotient = log_probs.exp() / reference.detach().exp()
    found = {
        "k1": quotient.log(),
        "k2": quotient.log() * quotient.log() * 0.5,
        "k3": 1 / quotient - 1 + quotient.log(),
    }
    return found[kind]


@further
def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """In the larger batches a token that one of the two would hardly ever write."""
    pair = [draw.kind("log-likelihoods", sizes["B"], sizes["T"]) for _ in range(2)]
    if sizes["B"] * sizes["T"] > 9:
        row, place, far = (int(draw.whole(0, most - 1)) for most in (sizes["B"], sizes["T"], 2))
        pair[far][row, place] = pair[1 - far][row, place] - 30
    return {"log_probs": pair[0], "reference": pair[1]}


WRONG = {
    "other-divergence": edit(
        "torch.expm1(ratio) - ratio",
        "torch.expm1(-ratio) + ratio",
        "The ratio of k3 is policy over reference: that estimates something only if the reference had sampled.",
        "k3 的比值写成了策略除以参考：只有样本来自参考模型时它才有意义。",
    ),
    "one-not-subtracted": edit(
        "torch.expm1(ratio) - ratio",
        "torch.exp(ratio) - ratio",
        "The 1 of k3 is missing: it is 1 where both models agree.",
        "k3 少减了 1：两个模型一致时它等于 1。",
    ),
    "k1-reversed": edit(
        "return -ratio",
        "return ratio",
        "k1 has the wrong sign: it is the log-ratio of policy to reference.",
        "k1 的符号反了：它是策略对参考的对数比。",
    ),
    "half-missing": edit(
        "ratio.square() / 2",
        "ratio.square()",
        "The half of k2 is missing.",
        "k2 少了二分之一。",
    ),
    "absolute": edit(
        "return -ratio",
        "return ratio.abs()",
        "The absolute value is taken in k1, which makes it biased; it may be negative.",
        "k1 取了绝对值，变得有偏；它本来就可以为负。",
    ),
    "linear-term-missing": edit(
        "torch.expm1(ratio) - ratio",
        "torch.expm1(ratio)",
        "The log-ratio is not subtracted in k3: what is left has mean 0 whatever the models are.",
        "k3 没有减去对数比：剩下的部分不论模型怎样，均值都是 0。",
    ),
    "linear-term-added": edit(
        "torch.expm1(ratio) - ratio",
        "torch.expm1(ratio) + ratio",
        "The log-ratio is added in k3; it has to be subtracted.",
        "k3 里应当减去对数比，这里却加上了。",
    ),
}
