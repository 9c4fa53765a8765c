import torch


# --- biased
def group_advantages(rewards, epsilon):
    return (rewards - rewards.mean(1, True)) / (
        rewards.std(1, unbiased=False, keepdim=True) + epsilon
    )


# --- the whole batch
def group_advantages(rewards, epsilon):
    return (rewards - rewards.mean()) / (rewards.std() + epsilon)


# --- epsilon fixed
def group_advantages(rewards, epsilon):
    return (rewards - rewards.mean(1, True)) / (rewards.std(1, keepdim=True) + 1e-4)


# --- leave one out
def group_advantages(rewards, epsilon):
    g = rewards.shape[1]
    return (rewards - (rewards.sum(1, True) - rewards) / (g - 1)) / (
        rewards.std(1, keepdim=True) + epsilon
    )
