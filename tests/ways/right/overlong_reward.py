import torch


# --- piece by piece
def shaped_rewards(rewards, lengths, max_length, buffer):
    start = max_length - buffer
    l = lengths.to(rewards.dtype)
    middle = (start - l) / buffer
    p = torch.where(l <= start, 0.0, middle)
    return rewards + torch.where(l > max_length, -1.0, p)


# --- minimum and maximum
def shaped_rewards(rewards, lengths, max_length, buffer):
    over = torch.clamp(lengths - max_length + buffer, min=0).type_as(rewards)
    return rewards - torch.minimum(over / buffer, torch.ones_like(over))


# --- a list of Python numbers
def shaped_rewards(rewards, lengths, max_length, buffer):
    free = max_length - buffer
    cost = [min(max((n - free) / buffer, 0.0), 1.0) for n in lengths.tolist()]
    return rewards - rewards.new_tensor(cost)
