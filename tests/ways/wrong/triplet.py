import torch
import torch.nn.functional as F
from torch import nn


# --- cosine
class MyTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, anchor, positive, negative):
        a, p, n = (F.normalize(x, dim=1) for x in (anchor, positive, negative))
        return F.relu((a * n).sum(1) - (a * p).sum(1) + self.m).mean()


# --- the negative fixed
class MyTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, anchor, positive, negative):
        d = (anchor - positive).norm(dim=-1) - (anchor - negative.detach()).norm(dim=-1)
        return F.relu(d + self.m).mean()


# --- a softplus
class MyTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, anchor, positive, negative):
        d = (anchor - positive).norm(dim=-1) - (anchor - negative).norm(dim=-1)
        return F.softplus(d + self.m).mean()


# --- a root of 0
class MyTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, anchor, positive, negative):
        near = ((anchor - positive) ** 2).sum(1).sqrt()
        far = ((anchor - negative) ** 2).sum(1).sqrt()
        return torch.relu(near - far + self.margin).mean()
