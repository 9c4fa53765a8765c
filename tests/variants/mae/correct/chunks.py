# Accumulated in chunks of two.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = (y_pred - y_true).flatten()
        total = torch.zeros((), dtype=error.dtype)
        for chunk in error.split(2):
            total = total + chunk.abs().sum()
        return total / error.numel()
