import torch


# --- a list
def discounted_returns(rewards, gamma):
    out, g = [], 0.0
    for r in rewards.flip(0):
        g = r + gamma * g
        out.append(g)
    return torch.stack(out[::-1])


# --- in place from the end
def discounted_returns(rewards, gamma):
    g = rewards.clone()
    for t in range(len(g) - 2, -1, -1):
        g[t] += gamma * g[t + 1]
    return g


# --- a sum for each step
def discounted_returns(rewards, gamma):
    n = len(rewards)
    return torch.stack([sum(gamma ** (k - t) * rewards[k] for k in range(t, n)) for t in range(n)])
