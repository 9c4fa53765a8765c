"""Leave-one-out advantages."""

from torch import Tensor

from solutions import edit


def rloo_advantages(rewards: Tensor) -> Tensor:
    """Advantages of rewards [P, G], G responses to each prompt."""
    others = rewards.sum(dim=1, keepdim=True) - rewards
    return rewards - others / (rewards.shape[1] - 1)


def oracle(rewards: Tensor) -> Tensor:
    """The plain mean, with the factor that leaving out makes."""
    size = rewards.shape[1]
    return size / (size - 1) * (rewards - rewards.mean(dim=1, keepdim=True))


WRONG = {
    "itself-included": edit(
        "rewards.sum(dim=1, keepdim=True) - rewards",
        "rewards.sum(dim=1, keepdim=True) * (1 - 1 / rewards.shape[1])",
        "The baseline is the mean of all rewards; the response's own is to be left out.",
        "基线用了全部奖励的平均；应当把这条回复自己的去掉。",
    ),
    "divided-by-all": edit(
        "(rewards.shape[1] - 1)",
        "rewards.shape[1]",
        "The sum of the others is divided by G; there are G - 1 of them.",
        "其余奖励之和除以了 G；它们只有 G - 1 个。",
    ),
    "baseline-alone": edit(
        "rewards - others / (rewards.shape[1] - 1)",
        "others / (rewards.shape[1] - 1)",
        "That is the baseline; it is to be subtracted from the reward.",
        "这是基线本身；应当用奖励减去它。",
    ),
    "over-prompts": edit(
        "rewards.sum(dim=1, keepdim=True)",
        "rewards.sum(dim=0, keepdim=True)",
        "The sum runs over the prompts; only responses to the same prompt compare.",
        "沿提示词求了和；只有同一提示词的回复才可比。",
    ),
    "standardised": edit(
        "rewards - others / (rewards.shape[1] - 1)",
        "(rewards - others / (rewards.shape[1] - 1)) / rewards.std(dim=1, keepdim=True)",
        "The advantages are divided by a standard deviation, as in GRPO.",
        "像 GRPO 那样除以了标准差。",
    ),
}
