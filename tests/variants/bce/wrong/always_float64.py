# The result is float64 whatever the inputs are.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred, y_true = y_pred.double(), y_true.double()
        each = F.softplus(y_pred) - y_pred * y_true
        return each.mean()
