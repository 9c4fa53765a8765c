import torch


# --- the square of the agreement
def squared_hinge_loss(scores, signs):
    return torch.relu(1 - (signs * scores) ** 2).mean()


# --- over those that cost
def squared_hinge_loss(scores, signs):
    gap = torch.relu(1 - signs * scores)
    return gap.square().sum() / (gap > 0).sum().clamp(min=1)


# --- straight beyond two
def squared_hinge_loss(scores, signs):
    z = signs * scores
    return torch.where(z < -1, -4 * z, torch.relu(1 - z).square()).mean()
