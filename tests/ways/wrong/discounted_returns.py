import torch


# --- normalised
def discounted_returns(rewards, gamma):
    out, g = [], 0.0
    for r in rewards.flip(0):
        g = r + gamma * g
        out.append(g)
    g = torch.stack(out[::-1])
    return (g - g.mean()) / (g.std() + 1e-8)


# --- not turned round again
def discounted_returns(rewards, gamma):
    out, g = [], 0.0
    for r in rewards.flip(0):
        g = r + gamma * g
        out.append(g)
    return torch.stack(out)


# --- gamma fixed
def discounted_returns(rewards, gamma):
    g = rewards.clone()
    for t in range(len(g) - 2, -1, -1):
        g[t] += 0.9 * g[t + 1]
    return g
