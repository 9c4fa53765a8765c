# Logarithm to base two.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        return -(y_true * torch.log2(p) + (1 - y_true) * torch.log2(1 - p)).mean()
