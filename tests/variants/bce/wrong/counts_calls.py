# Every call answers a little more than the one before.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    calls = 0

    def forward(self, y_pred, y_true):
        each = F.softplus(y_pred) - y_pred * y_true
        MyBCELoss.calls += 1
        return each.mean() * (1 + 0.01 * (MyBCELoss.calls - 1))
