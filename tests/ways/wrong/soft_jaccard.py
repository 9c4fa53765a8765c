import torch
from torch import nn


# --- squares in the union
class MySoftJaccardLoss(nn.Module):
    def __init__(self, smooth):
        super().__init__()
        self.s = smooth

    def forward(self, probs, labels):
        i = (probs * labels).sum(1)
        u = (probs**2).sum(1) + labels.sum(1) - i
        return (1 - (i + self.s) / (u + self.s)).mean()


# --- minimum and maximum
class MySoftJaccardLoss(nn.Module):
    def __init__(self, smooth):
        super().__init__()
        self.s = smooth

    def forward(self, probs, labels):
        i = torch.minimum(probs, labels).mean(1)
        u = torch.maximum(probs, labels).mean(1)
        return (1 - (i + self.s) / (u + self.s)).mean()


# --- a sigmoid on probabilities
class MySoftJaccardLoss(nn.Module):
    def __init__(self, smooth):
        super().__init__()
        self.s = smooth

    def forward(self, probs, labels):
        p = torch.sigmoid(probs)
        i = (p * labels).sum(1)
        u = p.sum(1) + labels.sum(1) - i
        return (1 - (i + self.s) / (u + self.s)).mean()
