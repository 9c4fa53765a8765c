import torch
from torch import nn


# --- q fixed
class MyQuantileLoss(nn.Module):
    def __init__(self, q):
        super().__init__()

    def forward(self, y_pred, y_true):
        e = y_true - y_pred
        return torch.maximum(0.9 * e, -0.1 * e).mean()


# --- the sides exchanged
class MyQuantileLoss(nn.Module):
    def __init__(self, q):
        super().__init__()
        self.q = q

    def forward(self, y_pred, y_true):
        e = y_true - y_pred
        return torch.where(e >= 0, (1 - self.q) * e, -self.q * e).mean()


# --- smoothed
class MyQuantileLoss(nn.Module):
    def __init__(self, q):
        super().__init__()
        self.q = q

    def forward(self, y_pred, y_true):
        e = y_true - y_pred
        return (self.q * e + 0.1 * torch.nn.functional.softplus(-e / 0.1)).mean()
