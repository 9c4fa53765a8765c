import torch


# --- clamp
def hinge_loss(scores, signs):
    return torch.clamp(1 - scores * signs, min=0).sum() / scores.numel()


# --- maximum
def hinge_loss(scores, signs):
    gap = 1 - signs * scores
    return torch.maximum(gap, torch.zeros_like(gap)).mean()


# --- where
def hinge_loss(scores, signs):
    z = scores * signs
    return torch.where(z < 1, 1 - z, torch.zeros_like(z)).mean()
