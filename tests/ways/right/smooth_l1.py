import torch
from torch import nn


# --- where
class MySmoothL1Loss(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = beta

    def forward(self, y_pred, y_true):
        d = torch.abs(y_pred - y_true)
        if self.beta < 1e-5:
            return d.mean()
        return torch.where(d < self.beta, 0.5 * d**2 / self.beta, d - 0.5 * self.beta).mean()


# --- the two sets apart
class MySmoothL1Loss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, y_pred, y_true):
        d = (y_pred - y_true).abs()
        inside = d < self.beta
        total = (d[~inside] - self.beta / 2).sum()
        if self.beta > 0:
            total = total + d[inside].pow(2).sum() / (2 * self.beta)
        return total / d.numel()


# --- an elementwise loss with a clamped error
class MySmoothL1Loss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, y_pred, y_true):
        e = y_pred - y_true
        if not self.beta:
            return e.abs().mean()
        c = torch.clamp(e, -self.beta, self.beta)
        return (c * (e - c / 2) / self.beta).mean()
