# The root of the square, guarded against its slope at zero.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        return torch.sqrt(error**2 + 1e-12).mean()
