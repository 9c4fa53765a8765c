import torch
import torch.nn.functional as F
from torch import nn


# --- labels of 0 and 1
class MyCosineEmbeddingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, a, b, signs):
        cos = (F.normalize(a, dim=1) * F.normalize(b, dim=1)).sum(1)
        return (signs * (1 - cos) + (1 - signs) * F.relu(cos - self.margin)).mean()


# --- columns normalised
class MyCosineEmbeddingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, a, b, signs):
        cos = (F.normalize(a, dim=0) * F.normalize(b, dim=0)).sum(1)
        return torch.where(signs > 0, 1 - cos, F.relu(cos - self.margin)).mean()


# --- each kind averaged on its own
class MyCosineEmbeddingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, a, b, signs):
        cos = (F.normalize(a, dim=1) * F.normalize(b, dim=1)).sum(1)
        pos, neg = cos[signs > 0], cos[signs < 0]
        total = (1 - pos).sum() / max(len(pos), 1)
        return total + F.relu(neg - self.margin).sum() / max(len(neg), 1)
