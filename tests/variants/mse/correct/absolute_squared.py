# The square of the absolute value.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.abs(y_pred - y_true).square().mean()
