import torch


# --- clamp
def squared_hinge_loss(scores, signs):
    return (1 - scores * signs).clamp(min=0).pow(2).mean()


# --- where
def squared_hinge_loss(scores, signs):
    gap = 1 - signs * scores
    return torch.where(gap > 0, gap * gap, torch.zeros_like(gap)).mean()


# --- a product with the hinge
def squared_hinge_loss(scores, signs):
    gap = torch.maximum(1 - signs * scores, torch.zeros_like(scores))
    return torch.dot(gap, gap) / scores.numel()
