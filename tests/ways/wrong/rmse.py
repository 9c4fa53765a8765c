import torch
from torch import nn


# --- nan for a perfect prediction
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.sqrt(((y_pred - y_true) ** 2).mean())


# --- a large epsilon under the root
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.sqrt(((y_pred - y_true) ** 2).mean() + 1e-3)


# --- an epsilon beside the root
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).norm() / y_pred.numel() ** 0.5 + 1e-3


# --- divided by N - 1
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).norm() / max(1, y_pred.numel() - 1) ** 0.5


# --- of the logarithms
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred.abs().log1p() - y_true.abs().log1p()
        return error.norm() / y_pred.numel() ** 0.5


# --- over the root of the targets
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).norm() / (y_true.norm() + 1e-12)
