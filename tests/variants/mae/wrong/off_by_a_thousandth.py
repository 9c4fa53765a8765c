# A thousandth too large.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true).abs()
        return 1.001 * each.mean()
