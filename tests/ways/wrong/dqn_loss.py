import torch


# --- every action is trained
def dqn_loss(q_values, actions, rewards, next_q_values, done, gamma):
    y = rewards + gamma * next_q_values.detach().amax(1) * ~done
    d = q_values - y[:, None]
    return torch.where(d.abs() <= 1, 0.5 * d * d, d.abs() - 0.5).mean()


# --- the gradient goes into the target
def dqn_loss(q_values, actions, rewards, next_q_values, done, gamma):
    y = rewards + gamma * next_q_values.amax(1) * ~done
    d = q_values.gather(1, actions[:, None])[:, 0] - y
    return torch.where(d.abs() <= 1, 0.5 * d * d, d.abs() - 0.5).mean()


# --- the best of the whole batch
def dqn_loss(q_values, actions, rewards, next_q_values, done, gamma):
    y = rewards + gamma * next_q_values.detach().max() * ~done
    d = q_values.gather(1, actions[:, None])[:, 0] - y
    return torch.where(d.abs() <= 1, 0.5 * d * d, d.abs() - 0.5).mean()


# --- every action against every target
def dqn_loss(q_values, actions, rewards, next_q_values, done, gamma):
    y = rewards + gamma * next_q_values.detach().amax(1) * ~done
    d = q_values.gather(1, actions[:, None]) - y
    return torch.where(d.abs() <= 1, 0.5 * d * d, d.abs() - 0.5).mean()
