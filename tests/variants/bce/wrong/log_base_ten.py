# Logarithm to base ten.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        return -(y_true * torch.log10(p) + (1 - y_true) * torch.log10(1 - p)).mean()
