import torch
import torch.nn.functional as F
from torch import nn


# --- where
class MyContrastiveLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, a, b, same):
        d = (a - b).norm(dim=1)
        loss = torch.where(same == 1, d**2, F.relu(self.m - d) ** 2)
        return 0.5 * loss.mean()


# --- linalg
class MyContrastiveLoss(nn.Module):
    def __init__(self, margin=1.0):
        super().__init__()
        self.m = margin

    def forward(self, a, b, same):
        d = torch.linalg.vector_norm(a - b, dim=-1)
        pos = same * d.pow(2)
        neg = (1 - same) * torch.clamp(self.m - d, min=0.0).pow(2)
        return (pos + neg).sum() / (2 * len(same))
