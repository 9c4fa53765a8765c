# The error times its sign.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        return (error * torch.sign(error)).sum() / error.numel()
