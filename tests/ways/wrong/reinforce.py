import torch


# --- a gradient for the rewards
def reinforce_loss(log_probs, rewards, mask, baseline):
    return -((log_probs * mask).sum(-1) * (rewards - baseline)).mean()


# --- a mean over all tokens
def reinforce_loss(log_probs, rewards, mask, baseline):
    adv = (rewards - baseline).detach()[:, None]
    return -(log_probs * adv)[mask].mean()


# --- centred rewards instead of the baseline
def reinforce_loss(log_probs, rewards, mask, baseline):
    adv = (rewards - rewards.mean()).detach()
    return -((log_probs * mask).sum(-1) * adv).mean()
