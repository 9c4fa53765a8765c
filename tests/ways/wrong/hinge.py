import torch
import torch.nn.functional as F


# --- a softplus
def hinge_loss(scores, signs):
    return F.softplus(1 - signs * scores).mean()


# --- margin of 0.5
def hinge_loss(scores, signs):
    return torch.relu(0.5 - signs * scores).mean()


# --- tanh first
def hinge_loss(scores, signs):
    return torch.relu(1 - signs * torch.tanh(scores)).mean()
