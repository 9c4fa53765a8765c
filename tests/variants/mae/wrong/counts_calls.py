# Every call answers a little more than the one before.
import torch.nn as nn


class MyMAELoss(nn.Module):
    calls = 0

    def forward(self, y_pred, y_true):
        each = (y_pred - y_true).abs()
        MyMAELoss.calls += 1
        return each.mean() * (1 + 0.01 * (MyMAELoss.calls - 1))
