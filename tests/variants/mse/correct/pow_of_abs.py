# The absolute error to the power of two.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.pow(torch.abs(y_true - y_pred), 2).mean()
