import torch
import torch.nn.functional as F
from torch import nn


# --- p_t by where
class MyExpandedFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        p = torch.sigmoid(logits)
        p_t = torch.where(labels == 1, p, 1 - p)
        a_t = torch.where(labels == 1, self.alpha, 1 - self.alpha).to(p.dtype)
        return (-a_t * (1 - p_t) ** self.gamma * p_t.log()).mean()


# --- summed over the batch
class MyExpandedFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        p = torch.sigmoid(logits)
        a, g, y = self.alpha, self.gamma, labels
        return -(a * y * (1 - p) ** g * p.log() + (1 - a) * (1 - y) * p**g * (1 - p).log()).sum()


# --- the power inside the logarithm
class MyExpandedFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        p = torch.sigmoid(logits)
        a, g, y = self.alpha, self.gamma, labels
        return -(
            a * y * ((1 - p) ** g * p).log() + (1 - a) * (1 - y) * (p**g * (1 - p)).log()
        ).mean()


# --- clamped at 1e-3
class MyExpandedFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        p = torch.sigmoid(logits).clamp(1e-3, 1 - 1e-3)
        a, g, y = self.alpha, self.gamma, labels
        return -(a * y * (1 - p) ** g * p.log() + (1 - a) * (1 - y) * p**g * (1 - p).log()).mean()
