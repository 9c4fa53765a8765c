import torch


# --- whole tokens only
def shaped_rewards(rewards, lengths, max_length, buffer):
    over = torch.clamp(lengths - (max_length - buffer), 0, buffer)
    return rewards - (over // buffer).to(rewards.dtype)


# --- buffer after the largest length
def shaped_rewards(rewards, lengths, max_length, buffer):
    over = (lengths - max_length).to(rewards.dtype)
    return rewards - (over / buffer).clamp(0, 1)


# --- squared
def shaped_rewards(rewards, lengths, max_length, buffer):
    over = (lengths - (max_length - buffer)).to(rewards.dtype)
    return rewards - (over / buffer).clamp(0, 1) ** 2
