import torch


# --- by hand
def group_advantages(rewards, epsilon):
    m = rewards.mean(-1, keepdim=True)
    var = ((rewards - m) ** 2).sum(-1, keepdim=True) / (rewards.shape[-1] - 1)
    return (rewards - m) / (var.sqrt() + epsilon)


# --- a group at a time
def group_advantages(rewards, epsilon):
    return torch.stack([(r - r.mean()) / (r.std() + epsilon) for r in rewards])


# --- std_mean
def group_advantages(rewards, epsilon):
    s, m = torch.std_mean(rewards, dim=1)
    return (rewards - m[:, None]) / (s[:, None] + epsilon)
