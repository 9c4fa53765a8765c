# Adds a little noise, so no two calls agree.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true).abs()
        return each.mean() + 1e-3 * torch.rand((), dtype=y_pred.dtype)
