import torch
from torch import nn


# --- where
class MyQuantileLoss(nn.Module):
    def __init__(self, q):
        super().__init__()
        self.q = q

    def forward(self, y_pred, y_true):
        e = y_true - y_pred
        return torch.where(e >= 0, self.q * e, (self.q - 1) * e).mean()


# --- relu twice
class MyQuantileLoss(nn.Module):
    def __init__(self, q):
        super().__init__()
        self.q = q

    def forward(self, y_pred, y_true):
        e = y_true - y_pred
        return (self.q * torch.relu(e) + (1 - self.q) * torch.relu(-e)).mean()


# --- an indicator
class MyQuantileLoss(nn.Module):
    def __init__(self, q):
        super().__init__()
        self.q = q

    def forward(self, y_pred, y_true):
        below = (y_true < y_pred).to(y_pred.dtype)
        return ((self.q - below) * (y_true - y_pred)).mean()
