# Errors above 100 are cut off.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return ((y_pred - y_true).clamp(-100, 100) ** 2).mean()
