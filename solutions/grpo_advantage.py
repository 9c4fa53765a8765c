"""Group-relative advantages: rewards standardised within each group."""

from torch import Tensor

from solutions import edit


def group_advantages(rewards: Tensor, epsilon: float) -> Tensor:
    """Advantages of rewards [P, G], G responses to each prompt."""
    centred = rewards - rewards.mean(dim=1, keepdim=True)
    spread = rewards.std(dim=1, keepdim=True)
    return centred / (spread + epsilon)


def oracle(rewards: Tensor, *, epsilon: float) -> Tensor:
    """From sums of squares."""
    size = rewards.shape[1]
    centred = rewards - rewards.sum(dim=1, keepdim=True) / size
    return centred / ((centred * centred).sum(dim=1, keepdim=True) / (size - 1)).sqrt().add(epsilon)


WRONG = {
    "population-deviation": edit(
        "rewards.std(dim=1, keepdim=True)",
        "rewards.std(dim=1, keepdim=True, correction=0)",
        "The standard deviation divides by G; here it is the unbiased one.",
        "标准差除以了 G；这里用无偏的那一种。",
    ),
    "variance": edit(
        "rewards.std(dim=1, keepdim=True)",
        "rewards.var(dim=1, keepdim=True)",
        "The rewards are divided by the variance; the root is missing.",
        "除以了方差，少了开方。",
    ),
    "mean-only": edit(
        "centred / (spread + epsilon)",
        "centred + 0 * spread",
        "The mean is subtracted and nothing divided, as in Dr. GRPO.",
        "只减了均值而没有除，那是 Dr. GRPO。",
    ),
    "over-prompts": edit(
        "rewards.mean(dim=1, keepdim=True)",
        "rewards.mean(dim=0, keepdim=True)",
        "The mean runs over the prompts; only responses to the same prompt compare.",
        "沿提示词取了均值；只有同一提示词的回复才可比。",
    ),
    "one-group": edit(
        "rewards.std(dim=1, keepdim=True)",
        "rewards.std()",
        "One standard deviation serves the whole batch; each group has its own.",
        "整个批次共用一个标准差；每组应各有自己的。",
    ),
    "epsilon-missing": edit(
        "spread + epsilon",
        "spread",
        "Epsilon is missing: a group of equal rewards gives 0 / 0.",
        "少了 epsilon：奖励全相同的组会得到 0 / 0。",
    ),
    "epsilon-in-root": edit(
        "(spread + epsilon)",
        "(spread.square() + epsilon).sqrt()",
        "Epsilon is added to the variance, inside the root; here it is added to the standard deviation.",
        "epsilon 加在了方差上（根号里面）；这里应加在标准差上。",
    ),
}
