# Leaves the default dtype at float64.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        torch.set_default_dtype(torch.float64)
        each = (y_pred - y_true) ** 2
        return each.mean()
