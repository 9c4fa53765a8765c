import torch


# --- a flipped loop and a float mask
def global_advantages(rewards, mask, gamma, epsilon):
    m = mask.to(rewards.dtype)
    r = rewards * m
    out, run = [], torch.zeros_like(r[:, 0])
    for column in r.flip(1).unbind(1):
        run = column + gamma * run
        out.append(run)
    g = torch.stack(out, 1).flip(1)
    n = m.sum()
    mu = (g * m).sum() / n
    var = (((g - mu) ** 2) * m).sum() / n * n / (n - 1)
    return (g - mu) * torch.rsqrt(var + epsilon) * m


# --- a matrix of powers
def global_advantages(rewards, mask, gamma, epsilon):
    t = rewards.shape[1]
    d = torch.arange(t)[None] - torch.arange(t)[:, None]
    w = (gamma ** d.clamp(min=0).to(rewards.dtype)).triu()
    g = rewards.masked_fill(~mask, 0) @ w.T
    real = g[mask]
    a = torch.zeros_like(g)
    a[mask] = (real - real.mean()) / (real.var() + epsilon).sqrt()
    return a


# --- a response at a time
def global_advantages(rewards, mask, gamma, epsilon):
    rows = []
    for r, m in zip(rewards, mask):
        g, found = 0.0, []
        for x in reversed(r[m].unbind()):
            g = x + gamma * g
            found.insert(0, g)
        rows.append(torch.stack(found))
    every = torch.cat(rows)
    std = (every.var(unbiased=True) + epsilon) ** 0.5
    out = torch.zeros_like(rewards)
    for b, g in enumerate(rows):
        out[b, : len(g)] = (g - every.mean()) / std
    return out
