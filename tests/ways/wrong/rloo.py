import torch


# --- the plain mean
def rloo_advantages(rewards):
    return rewards - rewards.mean(1, keepdim=True)


# --- without keepdim
def rloo_advantages(rewards):
    return rewards - (rewards.sum(1) - rewards) / (rewards.shape[1] - 1)


# --- over everything
def rloo_advantages(rewards):
    return rewards - (rewards.sum() - rewards) / (rewards.numel() - 1)
