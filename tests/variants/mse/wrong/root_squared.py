# The norm by hand and squared: nan where every prediction is right.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        norm = torch.sqrt(((y_pred - y_true) ** 2).sum())
        return norm**2 / y_pred.numel()
