# Computed in half precision.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        dtype = y_pred.dtype
        y_pred, y_true = y_pred.half(), y_true.half()
        each = (y_pred - y_true) ** 2
        return each.mean().to(dtype)
