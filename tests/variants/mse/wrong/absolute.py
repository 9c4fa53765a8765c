# Absolute values instead of squares.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return abs(y_pred - y_true).mean()
