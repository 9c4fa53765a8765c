import torch


# --- multiplied by the mask
def reinforce_loss(log_probs, rewards, mask, baseline):
    adv = (rewards - baseline).detach()
    return -((log_probs * mask.to(log_probs.dtype)).sum(-1) * adv).mean()


# --- masked_fill and a broadcast weight
def reinforce_loss(log_probs, rewards, mask, baseline):
    w = (rewards.detach() - baseline)[:, None]
    return -(w * log_probs.masked_fill(~mask, 0.0)).sum() / log_probs.shape[0]
