import torch
import torch.nn.functional as F
from torch import nn


# --- the logarithm of a sigmoid
class MyBPRLoss(nn.Module):
    def __init__(self, l2):
        super().__init__()
        self.l2 = l2

    def forward(self, users, liked, others):
        lead = (users * (liked - others)).sum(1)
        reg = (users**2 + liked**2 + others**2).sum(1).mean()
        return -torch.log(torch.sigmoid(lead)).mean() + self.l2 * reg


# --- every user with every item
class MyBPRLoss(nn.Module):
    def __init__(self, l2):
        super().__init__()
        self.l2 = l2

    def forward(self, users, liked, others):
        lead = users @ (liked - others).T
        reg = (users**2 + liked**2 + others**2).sum(1).mean()
        return F.softplus(-lead).mean() + self.l2 * reg


# --- cosines
class MyBPRLoss(nn.Module):
    def __init__(self, l2):
        super().__init__()
        self.l2 = l2

    def forward(self, users, liked, others):
        u, i, j = (F.normalize(x, dim=1) for x in (users, liked, others))
        reg = (users**2 + liked**2 + others**2).sum(1).mean()
        return F.softplus(-(u * (i - j)).sum(1)).mean() + self.l2 * reg
