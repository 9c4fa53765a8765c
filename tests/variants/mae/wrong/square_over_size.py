# The square over the absolute value: 0 / 0 where a prediction is right.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        return (error**2 / error.abs()).mean()
