import torch


# --- the target trained too
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    q = network(states).gather(1, actions[:, None])[:, 0]
    best = network(next_states).argmax(1, keepdim=True)
    worth = target_network(next_states).gather(1, best)[:, 0]
    e = q - (rewards + gamma * torch.where(done, 0.0, worth))
    return torch.where(e.abs() <= 1, e.square() / 2, e.abs() - 0.5).mean()


# --- targets of [N, 1] against values of [N]
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    q = network(states).gather(1, actions[:, None])[:, 0]
    with torch.no_grad():
        best = network(next_states).argmax(1, keepdim=True)
        worth = target_network(next_states).gather(1, best)
        y = rewards[:, None] + gamma * torch.where(done[:, None], 0.0, worth)
    e = q - y
    return torch.where(e.abs() <= 1, e.square() / 2, e.abs() - 0.5).mean()


# --- everything under no_grad
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    with torch.no_grad():
        q = network(states).gather(1, actions[:, None])[:, 0]
        best = network(next_states).argmax(1, keepdim=True)
        worth = target_network(next_states).gather(1, best)[:, 0]
        e = q - (rewards + gamma * torch.where(done, 0.0, worth))
        return torch.where(e.abs() <= 1, e.square() / 2, e.abs() - 0.5).mean()


# --- the copy brought up to date inside the loss
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    q = network(states).gather(1, actions[:, None])[:, 0]
    with torch.no_grad():
        for old, new in zip(target_network.parameters(), network.parameters()):
            old.copy_(0.99 * old + 0.01 * new)
        best = network(next_states).argmax(1, keepdim=True)
        worth = target_network(next_states).gather(1, best)[:, 0]
        e_target = rewards + gamma * torch.where(done, 0.0, worth)
    e = q - e_target
    return torch.where(e.abs() <= 1, e.square() / 2, e.abs() - 0.5).mean()


# --- the error clipped inside the square
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    q = network(states).gather(1, actions[:, None])[:, 0]
    with torch.no_grad():
        best = network(next_states).argmax(1, keepdim=True)
        worth = target_network(next_states).gather(1, best)[:, 0]
        y = rewards + gamma * torch.where(done, 0.0, worth)
    return ((q - y).clamp(-1, 1).square() / 2).mean()


# --- a bootstrap that ends everything
def double_dqn_loss(network, target_network, states, actions, rewards, next_states, done, gamma):
    q = network(states).gather(1, actions[:, None])[:, 0]
    with torch.no_grad():
        best = network(next_states).argmax(1, keepdim=True)
        worth = target_network(next_states).gather(1, best)[:, 0]
        y = torch.where(done, 0.0, rewards + gamma * worth)
    e = q - y
    return torch.where(e.abs() <= 1, e.square() / 2, e.abs() - 0.5).mean()
