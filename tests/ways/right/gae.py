import torch


# --- from the next value on
def gae(rewards, values, last_value, done, gamma, lam):
    not_done = (~done).to(rewards.dtype)
    adv, a, nxt = [], 0.0, last_value
    for t in range(rewards.size(1) - 1, -1, -1):
        d = rewards[:, t] + gamma * nxt * not_done[:, t] - values[:, t]
        a = d + gamma * lam * not_done[:, t] * a
        adv.insert(0, a)
        nxt = values[:, t]
    adv = torch.stack(adv, 1)
    return adv, adv + values


# --- where
def gae(rewards, values, last_value, done, gamma, lam):
    b, t = rewards.shape
    v = torch.cat((values, last_value[:, None]), 1)
    out = torch.empty_like(rewards)
    carry = rewards.new_zeros(b)
    for i in range(t)[::-1]:
        target = torch.where(done[:, i], rewards[:, i], rewards[:, i] + gamma * v[:, i + 1])
        carry = torch.where(done[:, i], torch.zeros_like(carry), carry) * gamma * lam
        carry = carry + target - v[:, i]
        out[:, i] = carry
    return out, out + values
