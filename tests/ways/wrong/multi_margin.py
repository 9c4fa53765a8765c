import torch
import torch.nn.functional as F
from torch import nn


# --- one against the rest
class MyMultiMarginLoss(nn.Module):
    def __init__(self, margin, p):
        super().__init__()
        self.margin, self.p = margin, p

    def forward(self, scores, target):
        sign = 2 * F.one_hot(target, scores.shape[1]).to(scores.dtype) - 1
        return (F.relu(self.margin - sign * scores) ** self.p).mean()


# --- the power of the sum
class MyMultiMarginLoss(nn.Module):
    def __init__(self, margin, p):
        super().__init__()
        self.margin, self.p = margin, p

    def forward(self, scores, target):
        true = scores.gather(1, target[:, None])
        itself = F.one_hot(target, scores.shape[1]).bool()
        short = F.relu(self.margin - true + scores).masked_fill(itself, 0)
        return (short.sum(1) ** self.p / scores.shape[1]).mean()


# --- the lead fixed
class MyMultiMarginLoss(nn.Module):
    def __init__(self, margin, p):
        super().__init__()
        self.margin, self.p = margin, p

    def forward(self, scores, target):
        true = scores.gather(1, target[:, None]).detach()
        itself = F.one_hot(target, scores.shape[1]).bool()
        return (F.relu(self.margin - true + scores).masked_fill(itself, 0) ** self.p).mean()
