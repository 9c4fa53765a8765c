import torch


# --- whitened
def gae(rewards, values, last_value, done, gamma, lam):
    going = 1 - done.to(values.dtype)
    v = torch.cat((values, last_value[:, None]), 1)
    out, carry = torch.empty_like(rewards), torch.zeros_like(last_value)
    for i in reversed(range(rewards.shape[1])):
        carry = (
            rewards[:, i]
            + gamma * going[:, i] * v[:, i + 1]
            - v[:, i]
            + gamma * lam * going[:, i] * carry
        )
        out[:, i] = carry
    return (out - out.mean()) / (out.std() + 1e-8), out + values


# --- done of the next step
def gae(rewards, values, last_value, done, gamma, lam):
    going = 1 - torch.cat((done[:, 1:], done[:, :1]), 1).to(values.dtype)
    v = torch.cat((values, last_value[:, None]), 1)
    out, carry = torch.empty_like(rewards), torch.zeros_like(last_value)
    for i in reversed(range(rewards.shape[1])):
        carry = (
            rewards[:, i]
            + gamma * going[:, i] * v[:, i + 1]
            - v[:, i]
            + gamma * lam * going[:, i] * carry
        )
        out[:, i] = carry
    return out, out + values


# --- forwards
def gae(rewards, values, last_value, done, gamma, lam):
    going = 1 - done.to(values.dtype)
    v = torch.cat((values, last_value[:, None]), 1)
    out, carry = torch.empty_like(rewards), torch.zeros_like(last_value)
    for i in range(rewards.shape[1]):
        carry = (
            rewards[:, i]
            + gamma * going[:, i] * v[:, i + 1]
            - v[:, i]
            + gamma * lam * going[:, i] * carry
        )
        out[:, i] = carry
    return out, out + values


# --- the sum of rewards for returns
def gae(rewards, values, last_value, done, gamma, lam):
    going = 1 - done.to(values.dtype)
    v = torch.cat((values, last_value[:, None]), 1)
    out, carry, g = torch.empty_like(rewards), torch.zeros_like(last_value), last_value
    ret = torch.empty_like(rewards)
    for i in reversed(range(rewards.shape[1])):
        carry = (
            rewards[:, i]
            + gamma * going[:, i] * v[:, i + 1]
            - v[:, i]
            + gamma * lam * going[:, i] * carry
        )
        g = rewards[:, i] + gamma * going[:, i] * g
        out[:, i], ret[:, i] = carry, g
    return out, ret
