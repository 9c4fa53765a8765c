import torch


# --- a mean over the others
def rloo_advantages(rewards):
    g = rewards.shape[1]
    baseline = (rewards.mean(1, keepdim=True) * g - rewards) / (g - 1)
    return rewards - baseline


# --- a matrix
def rloo_advantages(rewards):
    g = rewards.size(1)
    w = (torch.ones(g, g, dtype=rewards.dtype) - torch.eye(g, dtype=rewards.dtype)) / (g - 1)
    return rewards - rewards @ w


# --- a loop
def rloo_advantages(rewards):
    columns = []
    for i in range(rewards.shape[1]):
        rest = torch.cat((rewards[:, :i], rewards[:, i + 1 :]), 1)
        columns.append(rewards[:, i] - rest.mean(1))
    return torch.stack(columns, 1)
