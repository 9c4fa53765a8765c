# A dot product with a vector of 1/n.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        size = (y_pred - y_true).abs().reshape(-1)
        return torch.dot(size, torch.full_like(size, 1 / size.numel()))
