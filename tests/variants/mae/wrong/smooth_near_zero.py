# Quadratic below an error of a tenth.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        size = abs(y_pred - y_true)
        return torch.where(size < 0.1, 5 * size**2, size - 0.05).mean()
