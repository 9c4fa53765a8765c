# Quadratic below an error of one.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        size = abs(y_pred - y_true)
        return torch.where(size < 1, 0.5 * size**2, size - 0.5).mean()
