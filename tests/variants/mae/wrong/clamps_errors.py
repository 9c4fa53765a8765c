# Errors above 100 are cut off.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return abs(y_pred - y_true).clamp(max=100).mean()
