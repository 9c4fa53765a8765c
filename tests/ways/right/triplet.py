import torch
import torch.nn.functional as F
from torch import nn


# --- norm
class MyTripletLoss(nn.Module):
    def __init__(self, margin=1.0):
        super().__init__()
        self.m = margin

    def forward(self, anchor, positive, negative):
        d = (anchor - positive).norm(dim=-1) - (anchor - negative).norm(dim=-1)
        return F.relu(d + self.m).mean()


# --- from sums of squares that are never 0
class MyTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, anchor, positive, negative):
        ap = (((anchor - positive) ** 2).sum(1) + 1e-14) ** 0.5
        an = (((anchor - negative) ** 2).sum(1) + 1e-14) ** 0.5
        return torch.clamp(ap - an + self.m, min=0).sum() / len(ap)
