# Later elements count more.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        weights = torch.linspace(0.9, 1.1, y_pred.numel(), dtype=y_pred.dtype)
        return (abs(y_pred - y_true) * weights).mean()
