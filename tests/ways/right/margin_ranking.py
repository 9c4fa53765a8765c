import torch
from torch import nn


# --- clamp
class MyMarginRankingLoss(nn.Module):
    def __init__(self, margin=0.0):
        super().__init__()
        self.margin = margin

    def forward(self, first, second, signs):
        return (-signs * (first - second) + self.margin).clamp(min=0).mean()


# --- both kinds of pairs apart
class MyMarginRankingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, first, second, signs):
        gap = torch.where(signs > 0, second - first, first - second)
        return torch.relu(gap + self.margin).sum() / gap.numel()


# --- only what costs
class MyMarginRankingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, first, second, signs):
        short = self.margin - signs * first + signs * second
        return (short * (short > 0)).mean()
