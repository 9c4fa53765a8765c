import torch
from torch import nn


# --- maximum with a tensor
class MyMAPELoss(nn.Module):
    def __init__(self, eps=1e-6):
        super().__init__()
        self.eps = eps

    def forward(self, y_pred, y_true):
        floor = torch.full_like(y_true, self.eps)
        return torch.mean(torch.abs(y_true - y_pred) / torch.maximum(torch.abs(y_true), floor))


# --- as weights
class MyMAPELoss(nn.Module):
    def __init__(self, eps):
        super().__init__()
        self.eps = eps

    def forward(self, y_pred, y_true):
        size = torch.where(y_true.abs() > self.eps, y_true.abs(), self.eps)
        weight = 1 / (size * y_true.numel())
        return (weight * (y_pred - y_true).abs()).sum()


# --- the size of the quotient, the sign left in the divisor
class MyMAPELoss(nn.Module):
    def __init__(self, eps):
        super().__init__()
        self.eps = eps

    def forward(self, y_pred, y_true):
        sign = torch.where(y_true < 0, -1.0, 1.0).to(y_true.dtype)
        ratio = (y_pred - y_true) / (sign * y_true.abs().clamp_min(self.eps))
        return torch.relu(ratio).mean() + torch.relu(-ratio).mean()
