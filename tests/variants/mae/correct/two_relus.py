# Two one-sided parts.
import torch.nn as nn
import torch.nn.functional as F


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (F.relu(y_pred - y_true) + F.relu(y_true - y_pred)).mean()
