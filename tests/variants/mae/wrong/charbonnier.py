# A smooth look-alike, sqrt(x^2 + 0.01).
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.sqrt((y_pred - y_true) ** 2 + 1e-2).mean()
