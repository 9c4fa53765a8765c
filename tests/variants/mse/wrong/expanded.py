# The expanded square: large numbers that are close cancel in float32.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred**2 - 2 * y_pred * y_true + y_true**2).mean()
