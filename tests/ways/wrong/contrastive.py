import torch
import torch.nn.functional as F
from torch import nn


# --- cosine distance
class MyContrastiveLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, a, b, same):
        d = 1 - (F.normalize(a, dim=1) * F.normalize(b, dim=1)).sum(1)
        return 0.5 * (same * d**2 + (1 - same) * F.relu(self.m - d) ** 2).mean()


# --- the second vector fixed
class MyContrastiveLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, a, b, same):
        d = (a - b.detach()).norm(dim=1)
        return 0.5 * (same * d**2 + (1 - same) * F.relu(self.m - d) ** 2).mean()


# --- an epsilon that is seen
class MyContrastiveLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, a, b, same):
        d = ((a - b).pow(2).sum(1) + 1e-1).sqrt()
        return 0.5 * (same * d**2 + (1 - same) * F.relu(self.m - d) ** 2).mean()


# --- a root of 0
class MyContrastiveLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, a, b, same):
        d = (a - b).pow(2).sum(1).sqrt()
        return (same * d**2 + (1 - same) * (self.m - d).clamp(min=0) ** 2).mean() / 2
