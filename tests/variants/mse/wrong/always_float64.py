# The result is float64 whatever the inputs are.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred, y_true = y_pred.double(), y_true.double()
        each = (y_pred - y_true) ** 2
        return each.mean()
