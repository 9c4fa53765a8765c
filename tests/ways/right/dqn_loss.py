import torch


# --- no_grad, a float of done and a clamp
def dqn_loss(q_values, actions, rewards, next_q_values, done, gamma):
    with torch.no_grad():
        y = rewards + gamma * (1 - done.to(rewards.dtype)) * next_q_values.max(1).values
    q = q_values[torch.arange(len(actions)), actions]
    d = (q - y).abs()
    small = d.clamp(max=1)
    return (0.5 * small**2 + (d - small)).mean()


# --- one-hot actions
def dqn_loss(q_values, actions, rewards, next_q_values, done, gamma):
    hot = torch.nn.functional.one_hot(actions, q_values.shape[1]).to(q_values.dtype)
    q = (q_values * hot).sum(1)
    best = torch.max(next_q_values.detach(), dim=1)[0]
    target = rewards + gamma * best.masked_fill(done, 0)
    diff = q - target
    return torch.where(diff.abs() < 1, 0.5 * diff * diff, diff.abs() - 0.5).sum() / len(q)


# --- a step at a time
def dqn_loss(q_values, actions, rewards, next_q_values, done, gamma):
    nxt = next_q_values.detach()
    losses = []
    for n in range(len(rewards)):
        y = rewards[n]
        if not done[n]:
            y = y + gamma * nxt[n].max()
        e = q_values[n, actions[n]] - y
        losses.append(0.5 * e**2 if abs(e) <= 1 else abs(e) - 0.5)
    return torch.stack(losses).mean()
