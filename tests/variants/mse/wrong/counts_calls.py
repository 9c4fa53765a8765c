# Every call answers a little more than the one before.
import torch.nn as nn


class MyMSELoss(nn.Module):
    calls = 0

    def forward(self, y_pred, y_true):
        each = (y_pred - y_true) ** 2
        MyMSELoss.calls += 1
        return each.mean() * (1 + 0.01 * (MyMSELoss.calls - 1))
