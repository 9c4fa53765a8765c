import torch
import torch.nn.functional as F


# --- detached, row indices
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    rows = torch.arange(states.shape[0])
    q = network(states)[rows, actions]
    next_action = network(next_states).detach().max(dim=1).indices
    next_q = target_network(next_states).detach()[rows, next_action]
    y = rewards + gamma * (1 - done.to(next_q.dtype)) * next_q
    d = (q - y).abs()
    return torch.where(d < 1, 0.5 * d**2, d - 0.5).sum() / d.numel()


# --- one-hot, and a Huber loss by a clamp
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    values = network(states)
    chosen = F.one_hot(actions, values.shape[1]).to(values.dtype)
    q = (values * chosen).sum(-1)
    with torch.no_grad():
        ahead = network(next_states)
        pick = F.one_hot(ahead.argmax(-1), ahead.shape[1]).to(values.dtype)
        y = rewards + (~done).to(values.dtype) * gamma * (target_network(next_states) * pick).sum(
            -1
        )
    err = q - y
    clipped = err.clamp(-1, 1).detach()
    return (clipped * err - 0.5 * clipped**2).mean()


# --- by the weights, sample by sample
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    total = 0
    for s, a, r, s2, d in zip(states, actions, rewards, next_states, done):
        q = (network.readout @ torch.tanh(network.layer @ s))[a]
        y = r
        if not d:
            with torch.no_grad():
                best = (network.readout @ torch.tanh(network.layer @ s2)).argmax()
                older = target_network.readout @ torch.tanh(target_network.layer @ s2)
            y = r + gamma * older[best].detach()
        e = torch.abs(q - y)
        total = total + (e * e / 2 if e <= 1 else e - 0.5)
    return total / len(states)


# --- modes and frozen parameters, as in repositories
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    target_network.eval()
    network.train()
    q = torch.take_along_dim(network(states), actions[:, None], dim=1).flatten()
    with torch.inference_mode():
        a = network(next_states).argmax(1, keepdim=True)
        v = torch.take_along_dim(target_network(next_states), a, 1).flatten().masked_fill(done, 0)
        y = rewards + gamma * v
    y = y.clone()
    e = (q - y).abs()
    return (
        torch.minimum(e, torch.ones_like(e))
        .mul(e - torch.minimum(e, torch.ones_like(e)) / 2)
        .mean()
    )
