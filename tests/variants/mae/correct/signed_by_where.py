# The sign by comparison.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_true - y_pred
        sign = torch.where(error >= 0, 1.0, -1.0).to(error.dtype)
        return (sign * error).sum() / error.numel()
