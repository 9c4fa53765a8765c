# Linear above an error of one.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        size = abs(y_pred - y_true)
        return torch.where(size < 1, size**2, 2 * size - 1).mean()
