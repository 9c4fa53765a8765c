# The result is float64 whatever the inputs are.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred, y_true = y_pred.double(), y_true.double()
        each = (y_pred - y_true).abs()
        return each.mean()
