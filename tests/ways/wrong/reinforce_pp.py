import torch


# --- padding keeps an advantage
def global_advantages(rewards, mask, gamma, epsilon):
    t = rewards.shape[1]
    d = torch.arange(t)[None] - torch.arange(t)[:, None]
    w = (gamma ** d.clamp(min=0).to(rewards.dtype)).triu()
    g = rewards.masked_fill(~mask, 0) @ w.T
    real = g[mask]
    return (g - real.mean()) / (real.var() + epsilon).sqrt()


# --- forwards
def global_advantages(rewards, mask, gamma, epsilon):
    t = rewards.shape[1]
    d = torch.arange(t)[:, None] - torch.arange(t)[None]
    w = (gamma ** d.clamp(min=0).to(rewards.dtype)).tril()
    g = rewards.masked_fill(~mask, 0) @ w.T
    real = g[mask]
    return torch.where(mask, (g - real.mean()) / (real.var() + epsilon).sqrt(), 0.0)


# --- whitened column by column
def global_advantages(rewards, mask, gamma, epsilon):
    t = rewards.shape[1]
    d = torch.arange(t)[None] - torch.arange(t)[:, None]
    w = (gamma ** d.clamp(min=0).to(rewards.dtype)).triu()
    g = rewards.masked_fill(~mask, 0) @ w.T
    n = mask.sum(0).clamp(min=1)
    mu = (g * mask).sum(0) / n
    var = ((g - mu).square() * mask).sum(0) / (n - 1).clamp(min=1)
    return torch.where(mask, (g - mu) / (var + epsilon).sqrt(), 0.0)


# --- the sum of all rewards for every token
def global_advantages(rewards, mask, gamma, epsilon):
    g = rewards.masked_fill(~mask, 0).sum(1, keepdim=True).expand_as(rewards)
    real = g[mask]
    return torch.where(mask, (g - real.mean()) / (real.var() + epsilon).sqrt(), 0.0)
