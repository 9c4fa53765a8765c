# Accumulated in chunks of three.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = (y_pred - y_true).flatten()
        total = torch.zeros((), dtype=error.dtype)
        for chunk in error.split(3):
            total = total + chunk.pow(2).sum()
        return total / error.numel()
