# Compares logarithms of one plus the magnitude.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        a, b = torch.log1p(y_pred.abs()), torch.log1p(y_true.abs())
        return ((a - b) ** 2).mean()
