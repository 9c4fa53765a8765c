import torch
from torch import nn


# --- labels of 0 and 1
class MyMarginRankingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, first, second, signs):
        y = (signs > 0).to(first.dtype)
        return torch.relu(self.margin - y * (first - second)).mean()


# --- squared
class MyMarginRankingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, first, second, signs):
        return torch.relu(self.margin - signs * (first - second)).square().mean()


# --- the absolute difference
class MyMarginRankingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, first, second, signs):
        return torch.relu(self.margin - signs * (first - second).abs()).mean()
