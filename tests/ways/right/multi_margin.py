import torch
import torch.nn.functional as F
from torch import nn


# --- the margin of the true class taken off
class MyMultiMarginLoss(nn.Module):
    def __init__(self, margin=1.0, p=1):
        super().__init__()
        self.margin, self.p = margin, p

    def forward(self, scores, target):
        n, c = scores.shape
        true = scores[torch.arange(n), target][:, None]
        loss = F.relu(self.margin - true + scores).pow(self.p)
        return (loss.sum() - n * self.margin**self.p) / (n * c)


# --- a sample at a time
class MyMultiMarginLoss(nn.Module):
    def __init__(self, margin, p):
        super().__init__()
        self.margin, self.p = margin, p

    def forward(self, scores, target):
        n, c = scores.shape
        total = scores.sum() * 0
        for row, t in zip(scores, target.tolist()):
            others = torch.cat([row[:t], row[t + 1 :]])
            total = total + (torch.clamp(self.margin - row[t] + others, min=0) ** self.p).sum() / c
        return total / n


# --- a mask by product
class MyMultiMarginLoss(nn.Module):
    def __init__(self, margin, p):
        super().__init__()
        self.margin, self.p = margin, p

    def forward(self, scores, target):
        onehot = torch.zeros_like(scores).scatter(1, target.view(-1, 1), 1.0)
        lead = (scores * onehot).sum(1, keepdim=True) - scores
        cost = torch.where(lead < self.margin, self.margin - lead, 0.0) * (1 - onehot)
        return (cost * cost if self.p == 2 else cost).mean()
